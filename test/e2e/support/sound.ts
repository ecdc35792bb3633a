import Database from 'better-sqlite3'
import { expect } from '@playwright/test'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Checks a copy of the library: the files themselves are left to the studio, just as the kill left them. Returns what `more`
 * finds in it.
 */
export function expectSound<T>(library: string, more?: (db: Database.Database) => T): T | undefined {
  const scratch = mkdtempSync(join(tmpdir(), 'palimpsest-torture-'))
  try {
    for (const name of ['library.sqlite', 'library.sqlite-wal', 'library.sqlite-journal'])
      if (existsSync(join(library, name))) copyFileSync(join(library, name), join(scratch, name))
    return expectSoundFile(join(scratch, 'library.sqlite'), more)
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** Checks every file that has the name of a backup, so that none was named before it was whole. */
export function expectSoundBackups(library: string): void {
  const folder = join(library, 'backups')
  const names = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.sqlite')) : []
  for (const name of names) {
    expectSoundFile(join(folder, name))
    rmSync(join(folder, name))
  }
}

function expectSoundFile<T>(file: string, more?: (db: Database.Database) => T): T | undefined {
  const db = new Database(file)
  try {
    expect(db.pragma('integrity_check', { simple: true }), file).toBe('ok')
    return more?.(db)
  } finally {
    db.close()
  }
}
