import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openFile } from '../../electron/store/database.ts'
import { createDocument, listDocuments, saveDocument } from '../../electron/store/documents.ts'
import { LibraryDamaged, LibraryFromFuture, LibraryLocked, LibraryUnwritable } from '../../electron/store/failures.ts'
import { loadRun } from '../../electron/store/history.ts'
import { migrations } from '../../electron/store/migrations/index.ts'
import { openLibrary, openReading } from '../../electron/store/open.ts'
import { createProject, listProjects } from '../../electron/store/projects.ts'
import { recordEnd, settleRun, startRun } from '../../electron/store/runs.ts'
import { asOrdinaryUser, freshFolder } from '../support/folders.ts'
import { d, opened, p, report, request, r } from '../support/library.ts'

const now = new Date('2026-01-02T03:04:05Z')
const file = (folder: string) => join(folder, 'library.sqlite')

/** A library that was closed properly, with one project in it. */
async function kept(): Promise<string> {
  const folder = freshFolder()
  const { db, close } = await openLibrary(folder, now)
  createProject(db, p('p'), 'Kept', 1)
  createDocument(db, d('a'), p('p'), 'A', 1)
  close()
  return folder
}

/** A library as a kill leaves it in the middle of a transaction that is written without a log: half of it, and its journal. */
async function cutShort(): Promise<string> {
  const whole = await kept()
  const db = openFile(file(whole))
  db.pragma('journal_mode = DELETE')
  db.pragma('cache_size = 1')
  const folder = freshFolder()
  const text = 'x'.repeat(1_000_000)
  db.exec('BEGIN IMMEDIATE')
  db.prepare(`UPDATE document SET title = 'Torn', text = ?`).run(text)
  db.prepare(`UPDATE project SET title = 'Torn'`).run()
  for (const name of ['library.sqlite', 'library.sqlite-journal']) copyFileSync(join(whole, name), join(folder, name))
  db.exec('ROLLBACK')
  db.close()
  return folder
}

describe('a library that a kill cut short without a log', () => {
  it('opens as it was before', async () => {
    const { db } = await opened(await cutShort())
    expect(listProjects(db).map(({ title }) => title)).toEqual(['Kept'])
    expect(listDocuments(db).map(({ title }) => title)).toEqual(['A'])
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  })
  it('does too where it can only be read', async () => {
    const { db, close } = await openReading(await cutShort(), now, false)
    expect(listDocuments(db).map(({ title }) => title)).toEqual(['A'])
    close()
  })
  it('is left as it is where it is damaged besides', async () => {
    const folder = await cutShort()
    truncateSync(file(folder), 8192)
    const before = readFileSync(file(folder))
    await expect(opened(folder)).rejects.toThrow(LibraryDamaged)
    expect(readFileSync(file(folder)).equals(before)).toBe(true)
    expect(existsSync(`${file(folder)}-journal`)).toBe(true)
  })
})

describe('a new library', () => {
  it('is made with its folder', async () => {
    const { db } = await opened(join(freshFolder(), 'deep', 'in'))
    expect(listProjects(db)).toEqual([])
  })
  it('is written so that a power cut loses nothing', async () => {
    const { db } = await opened(freshFolder())
    const pragma = (name: string) => db.pragma(name, { simple: true })
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1])
  })
  it('has strict tables only, but for the search index', async () => {
    const { db } = await opened(freshFolder())
    const loose = db
      .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict`)
      .pluck()
      .all()
    expect(loose).toEqual(['sqlite_schema'])
  })
  it('begins again over a creation that was cut off', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'library.sqlite.partial'), 'half')
    const { db } = await opened(folder)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  })
  it('is one file after closing, without a log', async () => {
    expect(readdirSync(await kept()).sort()).toEqual(['library.lock', 'library.sqlite', 'library.state'])
  })
})

describe('refused, and left as it is', () => {
  function refuses(name: string, harm: (file: string) => void, kind: new (...args: never[]) => Error) {
    it(name, async () => {
      const folder = await kept()
      harm(file(folder))
      const before = readFileSync(file(folder))
      const names = readdirSync(folder)
      await expect(openLibrary(folder, now)).rejects.toBeInstanceOf(kind)
      expect(readFileSync(file(folder))).toEqual(before)
      expect(readdirSync(folder)).toEqual(names)
    })
  }
  const rewrite = (change: (bytes: Buffer) => void) => (path: string) => {
    const bytes = readFileSync(path)
    change(bytes)
    writeFileSync(path, bytes)
  }
  refuses('a library from the future', path => run(path, 'PRAGMA user_version = 99'), LibraryFromFuture)
  refuses('an empty file', path => truncateSync(path, 0), LibraryDamaged)
  refuses('a truncated file', path => truncateSync(path, statSync(path).size - 4096), LibraryDamaged)
  refuses('a file that is no database', path => writeFileSync(path, 'x'.repeat(9_000)), LibraryDamaged)
  refuses(
    'a page of zeros',
    rewrite(bytes => bytes.fill(0, 4096, 8192)),
    LibraryDamaged,
  )
  refuses(
    'a flipped byte in a page of a tree',
    rewrite(bytes => (bytes[4096] = 0xff)),
    LibraryDamaged,
  )
  refuses("another program's database", path => run(path, 'PRAGMA application_id = 1'), LibraryDamaged)
  it('naming both versions of one from the future', async () => {
    const folder = await kept()
    run(file(folder), 'PRAGMA user_version = 99')
    await expect(openLibrary(folder, now)).rejects.toMatchObject({ found: 99, known: migrations.length })
  })
  it('and can be opened once it is whole again', async () => {
    const folder = await kept()
    const whole = readFileSync(file(folder))
    truncateSync(file(folder), 0)
    await expect(openLibrary(folder, now)).rejects.toThrow()
    writeFileSync(file(folder), whole)
    expect(listProjects((await opened(folder)).db)).toHaveLength(1)
  })
})

describe('an older library', () => {
  const addNote = (db: { exec: (sql: string) => unknown }) => void db.exec('CREATE TABLE note (text TEXT) STRICT')
  const newer = [...migrations, addNote]
  const backups = (folder: string) => (existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : [])

  it('is migrated, after a backup of the older state', async () => {
    const folder = await kept()
    const { db, close } = await openLibrary(folder, now, newer)
    onTestFinished(close)
    expect(db.pragma('user_version', { simple: true })).toBe(newer.length)
    expect(listProjects(db)).toHaveLength(1)
    const names = backups(folder)
    expect(names).toEqual([`library 2026-01-02T03-04-05.000Z version ${migrations.length}.sqlite`])
    const backup = openFile(join(folder, 'backups', names[0]!))
    onTestFinished(() => void backup.close())
    expect(backup.pragma('user_version', { simple: true })).toBe(migrations.length)
    expect(listProjects(backup)).toHaveLength(1)
  })
  it('is not backed up when there is nothing to migrate', async () => {
    const folder = await kept()
    await opened(folder)
    expect(backups(folder)).toEqual([])
  })
  it('stays whole when a migration fails, and its backup too', async () => {
    const folder = await kept()
    const failing = () => {
      throw new Error('no')
    }
    await expect(openLibrary(folder, now, [...newer, failing])).rejects.toThrow('no')
    expect(backups(folder)).toHaveLength(1)
    const db = openFile(file(folder))
    onTestFinished(() => void db.close())
    expect(db.pragma('user_version', { simple: true })).toBe(newer.length)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  })
  it('refuses a migration that breaks a reference', async () => {
    const folder = await kept()
    const breaking = (db: { exec: (sql: string) => unknown }) => void db.exec('DELETE FROM project')
    await expect(openLibrary(folder, now, [...migrations, breaking])).rejects.toThrow('references')
    expect(listProjects((await opened(folder)).db)).toHaveLength(1)
  })
})

describe('one instance', () => {
  it('a second opening is refused, the first goes on', async () => {
    const folder = freshFolder()
    const { db } = await opened(folder)
    await expect(openLibrary(folder, now)).rejects.toBeInstanceOf(LibraryLocked)
    createProject(db, p('p'), 'Still here', 1)
  })
  it('another process keeps it until it dies, however it dies', async () => {
    const folder = freshFolder()
    const holder = fork(join(import.meta.dirname, 'hold-library.ts'), [folder], { execArgv: [] })
    onTestFinished(() => void holder.kill('SIGKILL'))
    await once(holder, 'message')
    await expect(openLibrary(folder, now)).rejects.toBeInstanceOf(LibraryLocked)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const { db } = await opened(folder)
    expect(listProjects(db).map(project => project.title)).toEqual(['Held'])
  })
  it('closing lets go', async () => {
    const folder = await kept()
    expect((await opened(folder)).readOnly).toBeNull()
  })
})

describe.skipIf(process.platform === 'win32')('what cannot be written', () => {
  it('a read-only folder is read from a copy, the log of a crash included', async () => {
    const folder = freshFolder()
    const holder = fork(join(import.meta.dirname, 'hold-library.ts'), [folder], { execArgv: [] })
    await once(holder, 'message')
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(existsSync(`${file(folder)}-wal`)).toBe(true)
    const names = readdirSync(folder)
    chmodSync(folder, 0o555)
    await asOrdinaryUser(folder, async () => {
      const { db, readOnly, close } = await openLibrary(folder, now)
      expect(listProjects(db).map(project => project.title)).toEqual(['Held'])
      expect(readOnly).toContain('not allowed')
      expect(() => createProject(db, p('q'), 'Q', 1)).toThrow(expect.objectContaining({ code: 'SQLITE_READONLY' }))
      close()
    })
    expect(readdirSync(folder)).toEqual(names)
    chmodSync(folder, 0o755)
  })
  it('a read-only file too, migrated in the copy', async () => {
    const folder = await kept()
    chmodSync(folder, 0o777)
    chmodSync(join(folder, 'library.lock'), 0o666)
    chmodSync(file(folder), 0o444)
    const before = readFileSync(file(folder))
    await asOrdinaryUser(folder, async () => {
      const { db, readOnly, close } = await openLibrary(folder, now, [...migrations, () => undefined])
      expect(listProjects(db)).toHaveLength(1)
      expect(readOnly).not.toBeNull()
      close()
    })
    expect(readFileSync(file(folder))).toEqual(before)
  })
  it('a new library there is refused', async () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'closed'), { mode: 0o555 })
    await asOrdinaryUser(folder, async () => {
      await expect(openLibrary(join(folder, 'closed'), now)).rejects.toBeInstanceOf(LibraryUnwritable)
      await expect(openLibrary(join(folder, 'closed', 'in'), now)).rejects.toBeInstanceOf(LibraryUnwritable)
    })
  })
})

describe('after a crash', () => {
  it('runs under way end as stopped; what is settled stays so', async () => {
    const folder = await kept()
    const { db, close } = await openLibrary(folder, now)
    for (const id of ['running', 'taken', 'offered']) startRun(db, request(id), d('a'), 1)
    settleRun(db, r('taken'), 0)
    recordEnd(db, r('offered'), { kind: 'offered', report: report('x') }, 2)
    close()
    const again = (await opened(folder, 9)).db
    const runs = ['running', 'taken', 'offered'].map(id => loadRun(again, r(id)))
    const told = Object.fromEntries(runs.map(run => [run.id, [run.fate, run.end?.kind]]))
    expect(told).toEqual({
      running: ['stopped', 'stopped'],
      taken: ['accepted', 'stopped'],
      offered: ['offered', 'offered'],
    })
  })
})

describe('a full disk', () => {
  it('refuses the save, keeps the former text, and takes it once there is room', async () => {
    const folder = await kept()
    const { db } = await opened(folder)
    const draft = { id: d('a'), doc: { type: 'doc' } as const, words: 1, caret: { anchor: 1, head: 1 } }
    saveDocument(db, { ...draft, text: 'former' }, 1)
    const pages = Number(db.pragma('page_count', { simple: true }))
    db.pragma(`max_page_count = ${pages + 2}`)
    const longer = { ...draft, text: 'x'.repeat(100_000) }
    expect(() => saveDocument(db, longer, 2)).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }))
    expect(db.prepare('SELECT text FROM document').pluck().get()).toBe('former')
    db.pragma('max_page_count = 1000000')
    expect(saveDocument(db, longer, 3).updatedAtMs).toBe(3)
    expect(listDocuments(db)).toHaveLength(1)
  })
  it.skipIf(process.platform === 'win32')('is told even when it shows at the very end of a save', () => {
    // The system's limit on a file's size fails the write of the log at commit, after the statement itself succeeded.
    const limited = `trap '' XFSZ; ulimit -f 2000; exec "$0" "$@"`
    const child = join(import.meta.dirname, 'save-large.ts')
    const said = execFileSync('sh', ['-c', limited, process.execPath, child, freshFolder()], { encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual({ code: 'SQLITE_IOERR_WRITE', stored: 'former'.length, caret: 1 })
  })
})

function run(path: string, sql: string): void {
  const db = openFile(path)
  db.exec(sql)
  db.pragma('journal_mode = DELETE')
  db.close()
}
