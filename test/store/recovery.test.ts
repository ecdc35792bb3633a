import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backUp } from '../../electron/store/backup.ts'
import { describeDocuments, setParent } from '../../electron/store/cards.ts'
import { openFile } from '../../electron/store/database.ts'
import { listDocuments, loadDocument } from '../../electron/store/documents.ts'
import {
  LibraryDamaged,
  LibraryFromFuture,
  LibraryGone,
  LibraryLogMissing,
  LibraryLogStale,
} from '../../electron/store/failures.ts'
import { contentsOf, lossBetween } from '../../electron/store/loss.ts'
import { saveLabel } from '../../electron/store/labels.ts'
import { keepScrap, listScraps, trashScrap } from '../../electron/store/scraps.ts'
import { migrations } from '../../electron/store/migrations/index.ts'
import { openLibrary, openReading } from '../../electron/store/open.ts'
import { remainsOf } from '../../electron/store/remains.ts'
import { listBackups, prepareReplacement, setAside, setLogAside } from '../../electron/store/restore.ts'
import { startRun } from '../../electron/store/runs.ts'
import { searchText } from '../../electron/store/search.ts'
import { salvageInto } from '../../electron/store/salvage-into.ts'
import { textFiles } from '../../electron/store/text-export.ts'
import { damageOf } from '../../electron/store/trouble.ts'
import { saveWritten } from '../../electron/store/writing.ts'
import { blankPage, chapter, chapters, cutShort, flipLeaf, write } from '../support/damage.ts'
import { freshFolder } from '../support/folders.ts'
import { d, opened, p, request, scrap } from '../support/library.ts'

const now = new Date('2026-03-04T05:06:07Z')
const COUNT = 30
const fileIn = (folder: string) => join(folder, 'library.sqlite')

async function book(): Promise<string> {
  const folder = freshFolder()
  await chapters(folder, COUNT)
  return folder
}

/** A library that was killed: the log holds its last changes. */
async function killed(): Promise<{ folder: string; file: string; log: string }> {
  const from = await book()
  const { db, close } = await openLibrary(from, now)
  write(db, 0, 'Only the log has this.')
  const folder = freshFolder()
  for (const name of ['library.sqlite', 'library.sqlite-wal', 'library.state'])
    copyFileSync(join(from, name), join(folder, name))
  close()
  return { folder, file: fileIn(folder), log: `${fileIn(folder)}-wal` }
}

describe('damage', () => {
  type Case = Readonly<{ harm: (file: string) => unknown; kind: string; least: number }>
  const cases: Readonly<Record<string, Case>> = {
    'a file cut short': { harm: file => cutShort(file, 0.7), kind: 'cut-short', least: COUNT / 3 },
    'a page of zeros among the text': {
      harm: file => blankPage(file, leaf(file)),
      kind: 'blank-page',
      least: COUNT - 7,
    },
    'a first page of zeros': { harm: file => blankPage(file, 0), kind: 'blank-page', least: COUNT - 1 },
    'a flipped byte in a b-tree': {
      harm: file => flipLeaf(file, 'Chapter 12'),
      kind: 'damaged',
      least: COUNT - 7,
    },
  }
  const leaf = (file: string) => Math.floor(readFileSync(file).indexOf('Chapter 9') / 4096)

  describe.each(Object.entries(cases))('%s', (_name, { harm, kind, least }) => {
    it('is refused, called by its name, and left as it is', async () => {
      const folder = await book()
      harm(fileIn(folder))
      const before = readFileSync(fileIn(folder))
      const names = readdirSync(folder)
      await expect(openLibrary(folder, now)).rejects.toBeInstanceOf(LibraryDamaged)
      expect(damageOf(fileIn(folder))).toBe(kind)
      expect(readFileSync(fileIn(folder))).toEqual(before)
      expect(readdirSync(folder)).toEqual(names)
    })
    it('gives back, word for word, what stands elsewhere: salvaged, read as a copy, and as text', async () => {
      const folder = await book()
      harm(fileIn(folder))
      const made = salvageInto(fileIn(folder), join(folder, 'new.sqlite'), migrations, 5)!
      expect(made.documents).toBeGreaterThanOrEqual(least)
      expect(made.documents).toBeLessThanOrEqual(COUNT)
      expect(made.whole).toBe(false)
      const copy = await openReading(folder, now, true)
      expect(listDocuments(copy.db)).toHaveLength(made.documents)
      expect(copy.readOnly).toContain('copy')
      copy.close()
      expect(textFiles(remainsOf(fileIn(folder))!).documents).toBe(made.documents)
      setAside(folder, now)
      copyFileSync(join(folder, 'new.sqlite'), fileIn(folder))
      const { db } = await opened(folder)
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      for (const { id } of listDocuments(db)) {
        const text = db.prepare('SELECT text FROM document WHERE id = ?').pluck().get(id)
        const whole = chapter(Number(id.slice(1)))
        const [kept, rest] = String(text).split('\n')
        expect(rest === undefined ? kept === whole : whole.startsWith(kept!)).toBe(true)
        expect(JSON.stringify(loadDocument(db, id).doc)).toContain(kept)
      }
    })
  })
  it('in the long text of one document costs only that, and its words are taken from what is left', async () => {
    const folder = freshFolder()
    await chapters(folder, 3)
    const library = await openLibrary(folder, now)
    write(library.db, 1, 'long '.repeat(20_000))
    library.close()
    // In the last quarter of the row, where its content is: the text stands before it.
    blankPage(fileIn(folder), Math.floor(readFileSync(fileIn(folder)).lastIndexOf('long long long') / 4096) - 2)
    const [first, second, third] = remainsOf(fileIn(folder))!.documents
    expect([first!.text, second!.text, third!.text]).toEqual([chapter(0), 'long '.repeat(20_000), chapter(2)])
    expect(JSON.stringify(second!.doc)).toContain('long long')
  })
  it('that leaves nothing is said so, and makes nothing', async () => {
    const folder = await book()
    writeFileSync(fileIn(folder), 'My novel, by mistake saved under this name. '.repeat(100))
    expect(damageOf(fileIn(folder))).toBe('no-library')
    expect(remainsOf(fileIn(folder))).toBeNull()
    expect(salvageInto(fileIn(folder), join(folder, 'new.sqlite'), migrations, 5)).toBeNull()
    expect(existsSync(join(folder, 'new.sqlite'))).toBe(false)
    await expect(openReading(folder, now, true)).rejects.toBeInstanceOf(LibraryDamaged)
  })
  it('what is left of a library keeps all that does not itself refer to what was lost', async () => {
    const folder = await book()
    const file = fileIn(folder)
    const { db, close } = await openLibrary(folder, now)
    startRun(db, request('lost'), d('c1'), 1)
    startRun(db, request('kept'), d('c1'), 1)
    saveLabel(db, { id: 'l' as never, name: 'Draft', colour: 'red' })
    describeDocuments(db, [d('c2')], { label: 'l' as never, kind: 'note', synopsis: 'What happens.' })
    describeDocuments(db, [d('c2')], { status: 'final' })
    setParent(db, d('c2'), d('c3'))
    saveWritten(db, { ...loadDocument(db, d('c4')), text: 'more', words: 500 }, 2, '2026-03-04')
    close()
    const raw = openFile(file)
    raw.pragma('foreign_keys = OFF')
    raw.exec(`DELETE FROM run WHERE id = 'lost'; DELETE FROM label; DELETE FROM document WHERE id = 'c3';
      UPDATE writing_day SET project_id = 'gone'`)
    raw.close()
    expect(salvageInto(file, join(folder, 'new.sqlite'), migrations, 5)).toMatchObject({ documents: COUNT - 1 })
    setAside(folder, now)
    copyFileSync(join(folder, 'new.sqlite'), file)
    const made = await opened(folder)
    const all = (query: string) => made.db.prepare(query).pluck().all()
    expect(all('PRAGMA foreign_key_check')).toEqual([])
    expect([all('SELECT id FROM run'), all('SELECT DISTINCT run_id FROM run_place')]).toEqual([['kept'], ['kept']])
    expect(all('SELECT day FROM writing_day')).toEqual([])
    expect(listDocuments(made.db).find(({ id }) => id === 'c2')).toMatchObject({
      ...{ label: null, parent: null, kind: 'note', synopsis: 'What happens.' },
    })
  })
  it('a library from the future is not salvaged into less than it was, but its text can be had', async () => {
    const folder = await book()
    const db = openFile(fileIn(folder))
    db.pragma('user_version = 999')
    db.close()
    await expect(openLibrary(folder, now)).rejects.toBeInstanceOf(LibraryFromFuture)
    expect(remainsOf(fileIn(folder))!.documents).toHaveLength(COUNT)
  })
})

describe('the log', () => {
  it('of a crash is applied, as ever', async () => {
    const { folder } = await killed()
    const { db } = await opened(folder)
    expect(db.prepare(`SELECT text FROM document WHERE id = 'c0'`).pluck().get()).toBe('Only the log has this.')
  })
  it('that is missing after a crash is noticed; without it the library opens as the file has it', async () => {
    const { folder, file, log } = await killed()
    rmSync(log)
    const before = readFileSync(file)
    const names = readdirSync(folder)
    await expect(openLibrary(folder, now)).rejects.toBeInstanceOf(LibraryLogMissing)
    expect(readFileSync(file)).toEqual(before)
    expect(readdirSync(folder).filter(name => name !== 'library.lock')).toEqual(names)
    setLogAside(folder, now)
    const { db } = await opened(folder)
    expect(db.prepare(`SELECT text FROM document WHERE id = 'c0'`).pluck().get()).toBe(chapter(0))
  })
  it('of an earlier session, laid beside a library that was closed since, is noticed and not applied', async () => {
    const { folder, file, log } = await killed()
    const old = readFileSync(log)
    const { db, close } = await openLibrary(folder, now)
    write(db, 0, 'Written after the crash.')
    close()
    writeFileSync(log, old)
    const before = readFileSync(file)
    await expect(openLibrary(folder, now)).rejects.toBeInstanceOf(LibraryLogStale)
    expect(readFileSync(file)).toEqual(before)
    expect(readFileSync(log)).toEqual(old)
    expect(remainsOf(file, false)!.documents.find(({ id }) => id === 'c0')!.text).toBe('Written after the crash.')
    setLogAside(folder, now)
    expect(readdirSync(folder)).toContain('library 2026-03-04T05-06-07.000Z set aside.sqlite-wal')
    const again = await opened(folder)
    expect(again.db.prepare(`SELECT text FROM document WHERE id = 'c0'`).pluck().get()).toBe('Written after the crash.')
  })
  it('of an earlier session, put in the place of a crash’s own, is noticed', async () => {
    const { folder, log } = await killed()
    const old = readFileSync(log)
    const second = await openLibrary(folder, now)
    write(second.db, 0, 'The second session.')
    const crashed = freshFolder()
    for (const name of ['library.sqlite', 'library.state']) copyFileSync(join(folder, name), join(crashed, name))
    writeFileSync(`${fileIn(crashed)}-wal`, old)
    second.close()
    await expect(openLibrary(crashed, now)).rejects.toBeInstanceOf(LibraryLogStale)
  })
  it('a session that was cut off as it began is none of this', async () => {
    const { folder } = await killed()
    const state = readFileSync(join(folder, 'library.state'))
    const { close } = await openLibrary(folder, now)
    // As if the library had taken the new number, and the state beside it had not.
    writeFileSync(join(folder, 'library.state'), state)
    const copy = freshFolder()
    for (const name of readdirSync(folder))
      if (name !== 'library.lock') copyFileSync(join(folder, name), join(copy, name))
    close()
    await opened(copy)
  })
  it('a kill in the middle of closing is none of this', async () => {
    const { folder } = await killed()
    const { db, close } = await openLibrary(folder, now)
    db.pragma('wal_checkpoint(TRUNCATE)')
    const copy = freshFolder()
    for (const name of ['library.sqlite', 'library.sqlite-wal', 'library.state'])
      copyFileSync(join(folder, name), join(copy, name))
    close()
    expect(readFileSync(`${fileIn(copy)}-wal`)).toHaveLength(0)
    expect(readFileSync(join(copy, 'library.state'), 'utf8')).toContain('"open":true')
    await opened(copy)
  })
  it('a library without a state, from an older version or a backup, opens', async () => {
    const { folder } = await killed()
    rmSync(join(folder, 'library.state'))
    await opened(folder)
  })
})

describe('a library that is gone', () => {
  it('is not made anew where there was one, with nothing written there', async () => {
    const folder = join(freshFolder(), 'drive', 'Library')
    await expect(openLibrary(folder, now, undefined, 'never')).rejects.toBeInstanceOf(LibraryGone)
    expect(existsSync(folder)).toBe(false)
  })
  it('is missed where its backups or its state are', async () => {
    const folder = await book()
    rmSync(fileIn(folder))
    await expect(openLibrary(folder, now)).rejects.toBeInstanceOf(LibraryGone)
    const { readOnly, close } = await openLibrary(folder, now, undefined, 'always')
    expect(readOnly).toBeNull()
    close()
  })
})

describe('going back to a backup', () => {
  async function backedUp() {
    const folder = await book()
    const { db, close } = await openLibrary(folder, now)
    const backup = await backUp(db, join(folder, 'backups'), 'by hand', now)
    write(db, 3, 'Rewritten since.')
    keepScrap(db, scrap('since', 'Cut since.'), 9)
    db.exec(`INSERT INTO document SELECT NULL, 'new', project_id, 'New', 99, 2, 1, 1, 1, 1, NULL, 'New words', doc_json, 0
      FROM document WHERE id = 'c4'`)
    close()
    return { folder, backup, name: listBackups(join(folder, 'backups'), false)[0]!.name }
  }

  it('shows first what would be lost', async () => {
    const { folder, backup } = await backedUp()
    const { documents, loss } = contentsOf(backup, remainsOf(fileIn(folder)))
    expect(documents).toBe(COUNT)
    expect(loss).toEqual({
      scraps: 1,
      missing: [{ title: 'New', words: 2 }],
      changed: [{ title: 'Chapter 3', words: 2, wordsThen: 224 }],
      same: COUNT - 1,
      unread: false,
    })
  })
  it('counts what only the journal has as a change', () => {
    const document = { id: 'a', title: 'A', words: 1, doc: { type: 'doc' }, typed: ['more'] } as never
    const remains = { documents: [document], scraps: [], whole: true }
    expect(lossBetween(remains, remains).changed).toHaveLength(1)
  })
  it('keeps what was there, under a dated name, and opens as it was', async () => {
    const { folder, backup } = await backedUp()
    const former = readFileSync(fileIn(folder))
    const aside = (await prepareReplacement(folder, backup))(now)
    expect(aside).toBe('library 2026-03-04T05-06-07.000Z set aside.sqlite')
    expect(readFileSync(join(folder, aside!))).toEqual(former)
    const { db } = await opened(folder)
    expect(listDocuments(db)).toHaveLength(COUNT)
    expect(db.prepare(`SELECT text FROM document WHERE id = 'c3'`).pluck().get()).toBe(chapter(3))
  })
  it('is not what the journal of a transaction that was cut short is applied to', async () => {
    const { folder, backup } = await backedUp()
    const replace = await prepareReplacement(folder, backup)
    writeFileSync(`${fileIn(folder)}-journal`, 'of the former library')
    const aside = replace(now)
    expect(readdirSync(folder)).toContain(`${aside}-journal`)
    expect(readdirSync(folder)).not.toContain('library.sqlite-journal')
  })
  it('a backup that is damaged itself changes nothing', async () => {
    const { folder, backup } = await backedUp()
    flipLeaf(backup, 'Chapter 12')
    const former = readFileSync(fileIn(folder))
    const names = readdirSync(folder)
    await expect(prepareReplacement(folder, backup)).rejects.toBeInstanceOf(LibraryDamaged)
    expect(readFileSync(fileIn(folder))).toEqual(former)
    expect(readdirSync(folder)).toEqual(names)
  })
})

describe('scraps', () => {
  async function shelf(pages = 1): Promise<string> {
    const folder = await book()
    const { db, close } = await openLibrary(folder, now)
    keepScrap(db, scrap('one', 'Cut and kept.', { document: d('c4'), run: 'r' as never }), 7)
    for (let i = 0; i < pages; i++) keepScrap(db, scrap(`long${i}`, `scrap ${i} `.repeat(120)), 8 + i)
    trashScrap(db, 'long0' as never, 100)
    close()
    return folder
  }
  const shelved = async (folder: string) => {
    const { db } = await opened(folder)
    const list = (shown: 'shelf' | 'removed') =>
      listScraps(db, { project: p('p'), text: '', shown }, null, 200).scraps.map(it => it.excerpt[0]!.text.slice(0, 13))
    return {
      shelf: list('shelf'),
      removed: list('removed'),
      found: searchText(db, { text: 'kept', project: null }).scraps,
    }
  }
  it('are salvaged, those off the shelf too, and found', async () => {
    const folder = await shelf()
    flipLeaf(fileIn(folder), 'Chapter 12')
    const made = salvageInto(fileIn(folder), join(folder, 'new.sqlite'), migrations, 5)!
    expect(made.scraps).toBe(2)
    setAside(folder, now)
    copyFileSync(join(folder, 'new.sqlite'), fileIn(folder))
    const { shelf: kept, removed, found } = await shelved(folder)
    expect([kept, removed]).toEqual([['Cut and kept.'], ['scrap 0 scrap']])
    expect(found).toMatchObject([{ scrap: 'one', document: 'c4' }])
  })
  it('are found page by page where nothing else can be read, though their documents may be lost', async () => {
    const folder = await shelf(20)
    blankPage(fileIn(folder), 0)
    const { scraps } = remainsOf(fileIn(folder))!
    expect(scraps.map(({ id }) => id).sort()).toEqual(
      ['one', ...Array.from({ length: 20 }, (_, i) => `long${i}`)].sort(),
    )
    expect(scraps.find(({ id }) => id === 'one')).toMatchObject({ document: 'c4', run: 'r', atMs: 7, openStart: 1 })
    salvageInto(fileIn(folder), join(folder, 'new.sqlite'), migrations, 5)
    setAside(folder, now)
    copyFileSync(join(folder, 'new.sqlite'), fileIn(folder))
    expect((await shelved(folder)).shelf).toHaveLength(20)
  })
  it('are kept without a single document or project left', async () => {
    const folder = await shelf()
    const db = openFile(fileIn(folder))
    db.pragma('foreign_keys = OFF')
    db.exec('DELETE FROM document; DELETE FROM project; DELETE FROM document_words')
    db.close()
    const made = salvageInto(fileIn(folder), join(folder, 'new.sqlite'), migrations, 5)!
    expect([made.documents, made.scraps]).toEqual([0, 2])
    setAside(folder, now)
    copyFileSync(join(folder, 'new.sqlite'), fileIn(folder))
    expect((await shelved(folder)).shelf).toEqual(['Cut and kept.'])
  })
  it('are a file of their own among the texts', async () => {
    const folder = await shelf()
    const text = textFiles(remainsOf(fileIn(folder))!).files.find(({ name }) => name === '01 A winter/Scraps.txt')!.text
    expect(text).toContain('[1970-01-01, from “Chapter 4”]\n\nCut and kept.\n')
    expect(text).toContain(', taken off the shelf]\n\nscrap 0 scrap 0')
  })
})

describe('text files', () => {
  it('are named so that any system takes them, in the order of the binder, with what was only typed', () => {
    const document = (id: string, title: string, position: number, typed: string[] = []) =>
      ({ id, project: 'p', projectTitle: 'A/B: “c”', title, position, text: `text of ${id}`, typed, words: 3 }) as never
    const documents = [document('b', '../../etc/passwd', 1), document('a', 'CON.', 0, ['and more'])]
    const { files } = textFiles({ documents, scraps: [] })
    expect(files.map(({ name }) => name)).toEqual(['01 A B “c”/01 CON.txt', '01 A B “c”/02 .. .. etc passwd.txt'])
    expect(files[0]!.text).toContain('text of a\n\n[Typed since the last save:]\nand more')
  })
  it('say at the end what the footnotes do', () => {
    const note = { type: 'footnote', attrs: { text: 'Of oil.' } }
    const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'The lamp' }, note] }] }
    const document = { id: 'a', project: 'p', title: 'A', position: 0, text: 'The lamp', typed: [], doc } as never
    expect(textFiles({ documents: [document], scraps: [] }).files[0]!.text).toBe(
      'A\n\nThe lamp\n\n[Footnotes:]\n1. Of oil.\n',
    )
  })
})

it('documents that only the wreck’s tree of ids knows are not invented', async () => {
  const folder = await book()
  expect(remainsOf(fileIn(folder))!.documents.map(({ id }) => id)).toEqual(
    Array.from({ length: COUNT }, (_, i) => d(`c${i}`)),
  )
})
