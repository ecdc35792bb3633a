// Loads better-sqlite3 and uses it, under whichever runtime this is run by. The argument, if any, is the binary to load.
const Database = require('better-sqlite3')
const nativeBinding = process.argv[2]
const db = new Database(':memory:', nativeBinding ? { nativeBinding } : {})
console.log(db.prepare('SELECT sqlite_version()').pluck().get())
