// Stands in for Electron's own default app: opens the folder named by the first argument that is no flag. A module,
// since Electron holds its `ready` event back until an entry module, and all that it awaits, has run.
import { app as electronApp } from 'electron'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Electron leaves these two methods to its own default app, and out of its types. */
const app = /** @type {any} */ (electronApp)

const folder = resolve(process.argv.slice(1).find(argument => !argument.startsWith('-')) ?? '.')
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setAppPath(folder)
app.setName(description.productName ?? description.name ?? 'app')
app.setVersion(description.version ?? '0.0.0')

const main = join(folder, description.main ?? 'index.js')
if (description.type === 'module') await import(pathToFileURL(main).href)
else createRequire(main)(main)
