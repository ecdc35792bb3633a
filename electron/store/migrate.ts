import type { ReadDb, WriteDb } from './database.ts'
import type { Migration } from './migrations/index.ts'

/** The schema's version: how many migrations the database has had. */
export function schemaVersion(db: ReadDb): number {
  return db.prepare<[], number>('PRAGMA user_version').pluck().get() ?? 0
}

/** Brings the database to the newest version, each step in a transaction of its own. Call with foreign keys off. */
export function migrate(db: WriteDb, migrations: readonly Migration[]): void {
  for (let version = schemaVersion(db); version < migrations.length; version++)
    step(db, migrations[version]!, version + 1)
}

function step(db: WriteDb, migration: Migration, version: number): void {
  db.transaction(() => {
    migration(db)
    const broken = db.prepare('PRAGMA foreign_key_check').all()
    if (broken.length > 0) throw new Error(`Migration ${version} breaks ${broken.length} references`)
    db.pragma(`user_version = ${version}`)
  })()
}
