import Database from 'better-sqlite3'
import { expect } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { migrations } from '../../../electron/store/migrations/index.ts'
import { openLibrary } from '../../../electron/store/open.ts'
import { seeded } from '../../../electron/engine/random.ts'
import { keptRuntime, launchOf } from '../../../electron/setup/runtime.mjs'
import { expectSound, expectSoundBackups } from './sound.ts'

const DOCUMENTS = 400
const textOf = (i: number) => `Document ${i}: ${'the lamp was lit and the sea was calm. '.repeat(60)}`

/** A library of version 1, and nothing else, that is large enough for its migration to be met in the middle. */
function makeOldLibrary(library: string): void {
  for (const name of readdirSync(library)) rmSync(join(library, name), { recursive: true })
  const file = join(library, 'library.sqlite')
  copyFileSync(join(import.meta.dirname, '../../fixtures/library-0001.sqlite'), file)
  const db = new Database(file)
  const insert = db.prepare(
    `INSERT INTO document (id, project_id, title, position, words, caret_anchor, caret_head, created_at_ms,
       updated_at_ms, text, doc_json)
     SELECT ?, (SELECT id FROM project LIMIT 1), ?, ?, 1, 1, 1, 1, 1, ?, ?`,
  )
  db.transaction(() => {
    for (let i = 0; i < DOCUMENTS; i++) {
      const content = [{ type: 'paragraph', content: [{ type: 'text', text: textOf(i) }] }]
      insert.run(`old-${i}`, `Document ${i}`, 100 + i, textOf(i), JSON.stringify({ type: 'doc', content }))
    }
  })()
  db.pragma('journal_mode = DELETE')
  db.close()
}

/** What a kill is to meet: the backup before a migration, or the migration itself. */
const STAGES = ['migration', 'backup'] as const
/** How long after its beginning a kill comes, at most: about as long as each lasts on a fast machine. */
const SPAN_MS = { migration: 100, backup: 20 }
/** `isMet`: the kill came in this stage; one that did not is made again. */
export type MigrationKill = Readonly<{
  stage: (typeof STAGES)[number]
  afterMs: number
  version: number
  isMet: boolean
}>

/**
 * Starts the studio on an old library and kills it until `kills` have come in the middle of the migration or of the backup
 * before it, by turns. Each time the library must be sound, must open, and must hold every text of before.
 */
export async function killWhileMigrating(
  library: string,
  kills: number,
  seed: number,
  onKill: (kill: MigrationKill) => void,
): Promise<void> {
  const random = seeded(seed)
  let missed = 0
  for (let met = 0; met < kills;) {
    const stage = STAGES[met % STAGES.length]!
    makeOldLibrary(library)
    const { executable, args, env } = launchOf(keptRuntime()!)
    const studio = spawn(executable, args, {
      detached: true,
      stdio: 'ignore',
      env: { ...env, PALIMPSEST_LIBRARY: library, XDG_CONFIG_HOME: join(library, 'config') },
    })
    await begun(library, stage)
    const afterMs = random() * SPAN_MS[stage]
    await pause(afterMs)
    process.kill(-studio.pid!, 'SIGKILL')
    if (studio.exitCode === null && studio.signalCode === null) await once(studio, 'exit')
    const version = Number(expectSound(library, db => db.pragma('user_version', { simple: true })))
    const isMet = stage === 'backup' ? !isBackedUp(library) : version < migrations.length
    onKill({ stage, afterMs, version, isMet })
    if (isMet) met++
    else missed++
    expect(missed, 'kills that came when what they were to meet was over').toBeLessThanOrEqual(10 + kills)
    expectSoundBackups(library)
    const { db, close } = await openLibrary(library, new Date())
    const texts = db
      .prepare<[], string>(`SELECT text FROM document WHERE id LIKE 'old-%' ORDER BY position`)
      .pluck()
      .all()
    close()
    expect(texts).toEqual(Array.from({ length: DOCUMENTS }, (_, i) => textOf(i)))
  }
}

/** Waits until the backup before the migration has begun, or has been made. */
async function begun(library: string, stage: MigrationKill['stage']): Promise<void> {
  const isThere = () => (stage === 'backup' ? existsSync(join(library, 'backups')) : isBackedUp(library))
  for (let tries = 0; !isThere(); tries++) {
    if (tries > 6_000) throw new Error('The studio did not begin to migrate within 30 s.')
    await pause(5)
  }
}

function isBackedUp(library: string): boolean {
  const folder = join(library, 'backups')
  return existsSync(folder) && readdirSync(folder).some(name => name.endsWith('.sqlite'))
}
