import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { ExportRequest, ImportFrom, JobId, JobProgress } from '@contract/files.ts'
import type { ScrapId } from '@contract/scraps.ts'
import type { DocumentSummary } from '@contract/library.ts'
import { fit } from '../../electron/files/fit.ts'
import { plainText } from '../../electron/files/rich-text.ts'
import { obey } from '../../electron/files/obey.ts'
import { createAt, trashDocuments } from '../../electron/store/places.ts'
import { describeDocuments } from '../../electron/store/cards.ts'
import { listDocuments, loadDocument, saveDocument } from '../../electron/store/documents.ts'
import { listLabels, saveLabel } from '../../electron/store/labels.ts'
import { keepSteps } from '../../electron/store/journal.ts'
import { keepOriginal, listOriginals, loadOriginal } from '../../electron/store/originals.ts'
import { addPicture, loadPicture } from '../../electron/store/pictures.ts'
import { keepScrap, starScrap, trashScrap, wholeScraps } from '../../electron/store/scraps.ts'
import { createProject, listProjects } from '../../electron/store/projects.ts'
import { listSnapshots } from '../../electron/store/snapshots.ts'
import { filesHandlers } from '../../electron/main/handlers/files.ts'
import type { StartJob } from '../../electron/main/files/jobs.ts'
import { writeWhole } from '../../electron/main/files/write.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import type { RichDoc } from '../../electron/files/rich-text.ts'
import { inEditor } from '../support/documents.ts'
import { asOrdinaryUser, freshFolder } from '../support/folders.ts'
import { d, opened, p, r, scrap } from '../support/library.ts'

const j = (id: string) => id as JobId

/** Converts in this process, a moment later, as the other would. */
const inProcess: StartJob = (order, onNews) => {
  let killed = false
  const tell: typeof onNews = news => {
    if (!killed) onNews(news)
  }
  void obey(order, tell).then(tell)
  return () => (killed = true)
}

function served(
  db: WriteDb,
  start: StartJob = inProcess,
  onProgress: (progress: JobProgress) => void = () => undefined,
) {
  const answers = { save: null as string | null, files: null as string[] | null, folder: null as string | null }
  const { handlers } = filesHandlers({
    ...{ db, start, now: () => 1_000, onProgress },
    print: () => Promise.resolve(new Uint8Array()),
    dialogs: {
      save: () => Promise.resolve(answers.save),
      openFiles: () => Promise.resolve(answers.files),
      openFolder: () => Promise.resolve(answers.folder),
      reveal: vi.fn(),
    },
  })
  return { answers, handlers }
}

function write(db: WriteDb, id: string, parent: string | null, kind: DocumentSummary['kind'], words: string): void {
  const position = listDocuments(db).length
  createAt(db, d(id), { project: p('p'), parent: parent === null ? null : d(parent), position }, `Title ${id}`, kind, 1)
  const content = words === '' ? [] : [{ type: 'text', text: words, marks: [{ type: 'region', attrs: { id: 'r' } }] }]
  const doc = { type: 'doc', content: [{ type: 'paragraph', content }] } as const
  saveDocument(db, { id: d(id), doc, text: words, words: 1, caret: { anchor: 1, head: 1 } }, 1)
}

/** A part with two chapters, one of two scenes; a note with a scene in it; and something in the trash. */
async function novel(): Promise<WriteDb> {
  const { db } = await opened(freshFolder())
  createProject(db, p('p'), 'The Tide', 1)
  write(db, 'part', null, 'part', '')
  write(db, 'one', 'part', 'chapter', 'Chapter words.')
  write(db, 'a', 'one', 'scene', 'Scene a.')
  write(db, 'b', 'one', 'scene', 'Scene b.')
  write(db, 'two', 'part', 'chapter', '')
  write(db, 'note', null, 'note', 'Not for readers.')
  write(db, 'cut', 'note', 'scene', 'Nor this.')
  write(db, 'gone', null, 'scene', 'In the trash.')
  trashDocuments(db, [d('gone')], 1)
  saveLabel(db, { id: 'l' as never, name: 'Ada', colour: 'blue' })
  describeDocuments(db, [d('a')], { synopsis: 'What happens.', status: 'draft', target: 900, label: 'l' as never })
  return db
}

const request = (change: Partial<ExportRequest> = {}): ExportRequest => ({
  ...{ id: j('j'), scope: { kind: 'project', project: p('p') }, format: 'markdown', headings: 'chapters' },
  ...{ titlePage: false, origins: false, author: '', language: 'en' },
  ...change,
})

async function exported(db: WriteDb, change: Partial<ExportRequest>): Promise<string> {
  const { answers, handlers } = served(db)
  answers.save = join(freshFolder(), 'out.md')
  expect(await handlers['export:run'](request(change))).toEqual({ name: 'out.md', behind: [] })
  return readFileSync(answers.save, 'utf8').replace(/^---\n[^]*?---\n\n/, '')
}

async function imported(
  db: WriteDb,
  from: ImportFrom,
  path: string,
  into: string | null = null,
  keepOriginals = false,
) {
  const { answers, handlers } = served(db)
  answers.folder = path
  answers.files = [path]
  const preview = await handlers['import:read'](j('i'), from)
  const { split, title } = preview!
  const choice = { id: j('i'), split, leaveOut: [], into: into as never, title, keepOriginals }
  return { preview: preview!, kept: (await handlers['import:keep'](choice))! }
}

describe('a project is compiled in the order of the binder', () => {
  const whole =
    '# Title part\n\n## Title one\n\nChapter words.\n\n* * *\n\nScene a.\n\n* * *\n\nScene b.\n\n## Title two\n'
  it('parts and chapters under their titles, scenes parted by breaks, without notes and trash', async () => {
    expect(await exported(await novel(), {})).toBe(whole)
  })
  it('with the titles of scenes too', async () => {
    expect(await exported(await novel(), { headings: 'all' })).toContain('Chapter words.\n\n### Title a\n\nScene a.')
  })
  it('without any title', async () => {
    expect(await exported(await novel(), { headings: 'none' })).not.toContain('#')
  })
  it('a document goes out with what it holds', async () => {
    const scope = { kind: 'document', document: d('one') } as const
    expect(await exported(await novel(), { scope })).toBe(
      '# Title one\n\nChapter words.\n\n* * *\n\nScene a.\n\n* * *\n\nScene b.\n',
    )
  })
  it('with a report of whose words they are at its end, where that is wanted', async () => {
    const all = await exported(await novel(), { origins: true })
    expect(all.slice(0, whole.length)).toBe(whole)
    expect(all).toMatch(/^# Whose words\n\nMade on 1970-01-01\./m)
    expect(all).toContain('- Title a: Writer 8 (100.0 %)\n')
    expect(all).toContain('- All: Writer 30 (100.0 %)\n')
    expect(all).not.toMatch(/Title (?:note|cut|gone)/)
  })
  it('a note by itself too', async () => {
    const scope = { kind: 'document', document: d('note') } as const
    expect(await exported(await novel(), { scope })).toContain('Not for readers.')
  })
})

describe('what was typed just before the studio was killed', () => {
  const typed = (from: number) => {
    const slice = { content: [{ type: 'text', text: 'Late: ' }] }
    return { stepType: 'replace', from, to: from, slice }
  }
  async function killedIn(id: string, from: number) {
    const db = await novel()
    keepSteps(db, { id: d(id), revision: 1, first: 0, steps: [typed(from)] }, 2)
    return db
  }
  it('goes out with the project', async () => {
    expect(await exported(await killedIn('b', 1), {})).toContain('* * *\n\nLate: Scene b.')
  })
  it('goes out with the whole library', async () => {
    const { answers, handlers } = served(await killedIn('b', 1))
    answers.folder = freshFolder()
    const { name, behind } = (await handlers['export:library'](j('l')))!
    expect(behind).toEqual([])
    expect(readFileSync(join(answers.folder, name, '001 The Tide', '004 Title b.md'), 'utf8')).toContain(
      'Late: Scene b.',
    )
  })
  it('is told where it does not fit the document, which goes out as it was saved', async () => {
    const db = await killedIn('b', 90)
    const { answers, handlers } = served(db)
    answers.save = join(freshFolder(), 'out.md')
    expect(await handlers['export:run'](request())).toEqual({ name: 'out.md', behind: ['Title b'] })
    expect(readFileSync(answers.save, 'utf8')).toContain('* * *\n\nScene b.')
  })
})

const PNG = Buffer.from('\x89PNG\r\n\x1a\n\0\xffpixels', 'latin1')
const DOCX = Buffer.from('PK\x03\x04\0\xfe', 'latin1')

/** All of a library that a folder of Markdown with JSON keeps, ids and times aside. */
function told(db: WriteDb) {
  const documents = listDocuments(db).filter(it => it.trashedAtMs === null)
  const names = new Map(documents.map(it => [it.id, it.title]))
  return listProjects(db).map(project => ({
    title: project.title,
    documents: documents
      .filter(it => it.project === project.id)
      .map(({ id, title, parent, kind, status, synopsis, target, label, words, isImage }) => ({
        ...{ title, kind, status, synopsis, target, labelled: label !== null, words },
        parent: parent === null ? null : names.get(parent),
        doc: loadDocument(db, id).doc,
        picture: isImage ? loadPicture(db, id) : null,
        originals: listOriginals(db, id).map(({ key }) => {
          const { name, bytes } = loadOriginal(db, id, key)
          return { name, bytes: [...bytes] }
        }),
      }))
      .sort((a, b) => a.title.localeCompare(b.title)),
    scraps: wholeScraps(db, project.id).map(({ project: _, document, ...scrap }) => ({
      ...scrap,
      from: names.get(document ?? d('')) ?? null,
    })),
  }))
}

describe('the whole library as a folder', () => {
  async function written() {
    const db = await novel()
    createProject(db, p('q'), 'Second: a/b', 1)
    addPicture(db, d('map'), { project: p('p'), parent: d('note'), position: 1 }, 'Map: north', PNG, 1)
    describeDocuments(db, [d('map')], { synopsis: 'Where it is.', status: 'final' })
    addPicture(db, d('lost'), { project: p('p'), parent: null, position: 9 }, 'Trashed map', PNG, 1)
    trashDocuments(db, [d('lost')], 1)
    keepOriginal(db, d('a'), { name: 'tide.docx', bytes: DOCX }, 1)
    keepScrap(db, scrap('one', 'Cut: the lamp.', { document: d('b'), run: r('run') }), 5)
    starScrap(db, 'one' as ScrapId, true)
    keepScrap(db, scrap('two', 'From what is gone.', { document: d('gone') }), 6)
    keepScrap(db, scrap('three', 'Of the second.', { project: p('q'), document: null }), 7)
    keepScrap(db, scrap('off', 'Taken off.'), 8)
    trashScrap(db, 'off' as ScrapId, 9)
    const { answers, handlers } = served(db)
    answers.folder = freshFolder()
    const result = await handlers['export:library'](j('l'))
    return { db, parent: answers.folder, folder: join(answers.folder, result!.name) }
  }
  it('is Markdown that a person finds the way in, and imports back to the same projects', async () => {
    const { db, folder } = await written()
    expect(readdirSync(folder)).toEqual(['001 The Tide', '002 Second a b', 'README.txt'])
    expect(readFileSync(join(folder, '001 The Tide', '008 Map north.png')).equals(PNG)).toBe(true)
    expect(readFileSync(join(folder, '001 The Tide', 'originals', '001 tide.docx')).equals(DOCX)).toBe(true)
    expect(readFileSync(join(folder, '001 The Tide', '003 Title a.md'), 'utf8')).toBe(
      '---\ntitle: Title a\n---\n\nScene a.\n',
    )
    const { db: other } = await opened(freshFolder())
    const { preview } = await imported(other, 'folder', folder)
    expect(preview).toMatchObject({ losses: [], emptyProjects: ['Second: a/b'], scraps: 3 })
    expect(readFileSync(join(folder, '001 The Tide', 'scraps', '001 Cut the lamp.md'), 'utf8')).toBe('Cut: the lamp.\n')
    expect(told(other)[0]!.scraps).toMatchObject([{ from: 'Title b', starred: true, run: 'run' }, { from: null }])
    expect(told(other)).toEqual(told(db).map(it => ({ ...it, documents: it.documents.map(withWords) })))
    expect(told(other)[0]!.documents).toContainEqual(expect.objectContaining({ picture: loadPicture(db, d('map')) }))
  })
  it('takes in what was put beside the texts, as words from elsewhere', async () => {
    const { folder } = await written()
    writeFileSync(join(folder, '001 The Tide', 'New.md'), 'Added words.\n')
    const { db: other } = await opened(freshFolder())
    await imported(other, 'folder', folder)
    const added = listDocuments(other).find(it => it.title === 'New')!
    const { doc } = loadDocument(other, added.id)
    expect(added.project).toBe(listDocuments(other).find(it => it.title === 'Title a')!.project)
    expect(JSON.stringify(doc)).toContain('"kind":"imported"')
  })
  it('counts a picture that is gone, and keeps what was said of it', async () => {
    const { folder } = await written()
    rmSync(join(folder, '001 The Tide', '008 Map north.png'))
    const { db: other } = await opened(freshFolder())
    const { preview } = await imported(other, 'folder', folder)
    expect(preview.losses).toEqual([{ kind: 'picture', count: 1 }])
    const map = listDocuments(other).find(it => it.title === 'Map: north')
    expect(map).toMatchObject({ kind: 'research', isImage: false, synopsis: 'Where it is.' })
  })
  it('takes no file from outside the folder, and none twice', async () => {
    const { parent, folder } = await written()
    writeFileSync(join(parent, 'secret.png'), PNG)
    const json = join(folder, '001 The Tide', 'project.json')
    const files = ['../../secret.png', '008 Map north.png', '008 Map north.png']
    const attached = JSON.stringify(files.map(file => ({ role: 'original', name: '../x', file })))
    const changed = readFileSync(json, 'utf8').replace(
      /"attached": \[[^\]]*tide\.docx[^\]]*\]/,
      `"attached": ${attached}`,
    )
    writeFileSync(json, changed)
    const { db: other } = await opened(freshFolder())
    await imported(other, 'folder', folder)
    const kept = listDocuments(other).flatMap(({ id }) => listOriginals(other, id))
    expect(kept.map(({ name, size }) => [name, size])).toEqual([['x', PNG.length]])
  })
  it('with a file in place of a picture is refused in a sentence, whole', async () => {
    const { folder } = await written()
    writeFileSync(join(folder, '001 The Tide', '008 Map north.png'), 'no picture')
    const { db: other } = await opened(freshFolder())
    await expect(imported(other, 'folder', folder)).rejects.toThrow('“Map: north” is no picture that can be kept.')
    expect(listProjects(other)).toEqual([])
  })
  it('takes the Markdown of a text that was changed meanwhile', async () => {
    const { folder } = await written()
    writeFileSync(join(folder, '001 The Tide', '004 Title b.md'), 'Scene b, *again*.\n')
    const { db: other } = await opened(freshFolder())
    await imported(other, 'folder', folder)
    const b = listDocuments(other).find(it => it.title === 'Title b')!
    expect(JSON.stringify(loadDocument(other, b.id).doc)).toContain('again')
  })
  it('takes the Markdown of a scrap that was changed, and a scrap into the project that is chosen', async () => {
    const { folder } = await written()
    writeFileSync(join(folder, '001 The Tide', 'scraps', '001 Cut the lamp.md'), 'Cut *again*.\n')
    const { db: other } = await opened(freshFolder())
    createProject(other, p('mine'), 'Mine', 1)
    await imported(other, 'folder', folder, 'mine')
    const said = wholeScraps(other, p('mine')).map(it => it.content.text)
    expect(said).toEqual(['Cut again.', 'From what is gone.', 'Of the second.'])
  })
  it('brings in the scraps of a project whose documents are all left out', async () => {
    const { folder } = await written()
    const { db: other } = await opened(freshFolder())
    const { answers, handlers } = served(other)
    answers.folder = folder
    const preview = await handlers['import:read'](j('i'), 'folder')
    const leaveOut = preview!.parts.map((_, at) => at)
    const choice = { id: j('i'), split: preview!.split, leaveOut, into: null, title: 'New', keepOriginals: false }
    const { projects } = (await handlers['import:keep'](choice))!
    expect(
      projects.flatMap(({ title, id }) => wholeScraps(other, id).map(({ content }) => [title, content.text])),
    ).toEqual([
      ['The Tide', 'Cut: the lamp.'],
      ['The Tide', 'From what is gone.'],
      ['Second: a/b', 'Of the second.'],
    ])
  })
  it('never writes over one that is there', async () => {
    const { db, parent } = await written()
    const { answers, handlers } = served(db)
    answers.folder = parent
    expect(await handlers['export:library'](j('m'))).toEqual({ name: 'Palimpsest library 1970-01-01 2', behind: [] })
  })
  function withWords<T extends { doc: unknown }>(document: T): T {
    const words =
      JSON.stringify(document.doc)
        .match(/"text":"([^"]*)"/)?.[1]
        ?.match(/\w+/g)?.length ?? 0
    return { ...document, words }
  }
})

describe('an import', () => {
  it('is whole or nothing', async () => {
    const db = await novel()
    const before = told(db)
    const file = join(freshFolder(), 'a.md')
    writeFileSync(file, '# One\n\na\n\n# Two\n\nb\n')
    await expect(imported(db, 'files', file, 'no-such-project')).rejects.toThrow('no project')
    expect(told(db)).toEqual(before)
  })
  it('that was given up keeps nothing', async () => {
    const db = await novel()
    const { answers, handlers } = served(db)
    const file = join(freshFolder(), 'a.md')
    writeFileSync(file, 'a\n')
    answers.files = [file]
    await handlers['import:read'](j('i'), 'files')
    await handlers['job:cancel'](j('i'))
    const choice = { id: j('i'), split: 'as-is', leaveOut: [], into: null, title: 'A', keepOriginals: false } as const
    await expect(handlers['import:keep'](choice)).rejects.toThrow('This import is over')
  })
  it('tells how far it has come, and may be given up until it is kept', async () => {
    const db = await novel()
    const before = listDocuments(db).length
    const folder = freshFolder()
    for (const name of ['1 One.md', '2 Two.md']) writeFileSync(join(folder, name), name)
    const told: JobProgress[] = []
    let givenUpAt: string | null = null
    const { answers, handlers } = served(db, inProcess, progress => {
      told.push(progress)
      if (progress.doing === givenUpAt) void handlers['job:cancel'](progress.id)
    })
    answers.folder = folder
    const keep = async (id: JobId, upTo: string | null = null) => {
      givenUpAt = null
      await handlers['import:read'](id, 'folder')
      told.length = 0
      givenUpAt = upTo
      const choice = { id, split: 'as-is', leaveOut: [], into: p('p'), title: 'A', keepOriginals: true } as const
      return handlers['import:keep'](choice)
    }
    await keep(j('i'))
    expect(told.map(({ doing, done, of }) => [doing, done, of])).toEqual([
      ['Reading 1 One.md', 0, 2],
      ['Reading 2 Two.md', 1, 2],
      ['Keeping 2 documents', 0, 0],
    ])
    expect(listDocuments(db)).toHaveLength(before + 2)
    expect(await keep(j('k'), 'Keeping 2 documents')).toBeNull()
    expect(await keep(j('l'), 'Reading 1 One.md')).toBeNull()
    expect(told).toHaveLength(1)
    expect(listDocuments(db)).toHaveLength(before + 2)
  })
  it('takes a snapshot of the project that it goes into', async () => {
    const db = await novel()
    const file = join(freshFolder(), 'a.md')
    writeFileSync(file, 'a\n')
    await imported(db, 'files', file, 'p')
    expect(listSnapshots(db, d('a'))).toMatchObject([{ cause: 'import' }])
    expect(listSnapshots(db, d('gone'))).toEqual([])
  })
  it('keeps its file with the first document made of it, to the byte, only by choice', async () => {
    const { db } = await opened(freshFolder())
    const folder = freshFolder()
    const bytes = Buffer.from('# One\r\n\r\na\xff\r\n\r\n# Two\r\n\r\nb', 'latin1')
    mkdirSync(join(folder, 'in'))
    writeFileSync(join(folder, 'in', 'a.md'), bytes)
    await imported(db, 'files', join(folder, 'in', 'a.md'))
    const none = listDocuments(db)
    expect(none.flatMap(({ id }) => listOriginals(db, id))).toEqual([])
    const { preview, kept } = await imported(db, 'folder', folder, null, true)
    expect(preview.originals).toBe(1)
    const originals = kept.documents.map(({ id }) => listOriginals(db, id))
    expect(originals.map(it => it.map(({ name, size }) => [name, size]))).toEqual([[['a.md', bytes.length]], []])
    const { answers, handlers } = served(db)
    answers.save = join(folder, 'again.md')
    const { id } = kept.documents[0]!
    expect(await handlers['original:save'](id, originals[0]![0]!.key)).toEqual({ name: 'again.md' })
    expect(readFileSync(answers.save).equals(bytes)).toBe(true)
  })
  it('whose file has gone says so, and keeps nothing', async () => {
    const { db } = await opened(freshFolder())
    const { answers, handlers } = served(db)
    const file = join(freshFolder(), 'a.md')
    writeFileSync(file, 'a\n')
    answers.files = [file]
    await handlers['import:read'](j('i'), 'files')
    rmSync(file)
    const choice = { id: j('i'), split: 'as-is', leaveOut: [], into: null, title: 'A', keepOriginals: true } as const
    await expect(handlers['import:keep'](choice)).rejects.toThrow('a.md could not be read')
    expect(listProjects(db)).toEqual([])
  })
  it('is known as imported, to the letter', async () => {
    const { db } = await opened(freshFolder())
    const file = join(freshFolder(), 'a.md')
    writeFileSync(file, 'Some `code` and *more*.\n')
    await imported(db, 'files', file)
    const doc = inEditor(loadDocument(db, listDocuments(db)[0]!.id).doc as RichDoc)
    doc.descendants(node => {
      if (node.isText) expect(node.marks.find(mark => mark.type.name === 'origin')?.attrs['kind']).toBe('imported')
    })
  })
  it('of a folder reads what it can, in the order of numbers, and counts the rest', async () => {
    const { db } = await opened(freshFolder())
    const folder = freshFolder()
    for (const name of ['10 Ten.txt', '2 Two.md', 'cover.png', '.hidden.md']) writeFileSync(join(folder, name), name)
    const { preview } = await imported(db, 'folder', folder)
    expect(preview.parts.map(part => part.title)).toEqual(['2 Two', '10 Ten'])
    expect(preview.losses).toEqual([{ kind: 'file', count: 1 }])
  })
  it('of a Scrivener project makes the binder anew', async () => {
    const { db } = await opened(freshFolder())
    const folder = freshFolder()
    const item = (uuid: string, type: string, title: string, inside = '', meta = '') =>
      `<BinderItem UUID="${uuid}" Type="${type}"><Title>${title}</Title><MetaData>${meta}</MetaData>${inside && `<Children>${inside}</Children>`}</BinderItem>`
    const labelled = item('S', 'Text', 'Scene', '', '<LabelID>4</LabelID>')
    const chapter = item('C', 'Folder', 'Chapter &amp; verse', labelled)
    const labels =
      '<LabelSettings><Labels><Label ID="-1">No Label</Label><Label ID="4" Color="0.1 0.5 0.9">Marlow</Label></Labels></LabelSettings>'
    const items =
      item('D', 'DraftFolder', 'Draft', chapter) + item('X', 'TrashFolder', 'Trash', item('T', 'Text', 'Gone'))
    writeFileSync(
      join(folder, 'Novel.scrivx'),
      `<?xml version="1.0"?><ScrivenerProject><Binder>${items}</Binder>${labels}</ScrivenerProject>`,
    )
    mkdirSync(join(folder, 'Files', 'Data', 'S'), { recursive: true })
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Times;}\f0\pard Caf\'e9 {\i here}\u8212?\uc0\u-10179\u-8704 .\par {\b Bold}\par}`
    writeFileSync(join(folder, 'Files', 'Data', 'S', 'content.rtf'), rtf)
    writeFileSync(join(folder, 'Files', 'Data', 'S', 'synopsis.txt'), 'The lamp goes out.\n')
    writeFileSync(join(folder, 'Files', 'Data', 'S', 'notes.rtf'), String.raw`{\rtf1\ansi Ask the pilot.\par}`)
    await imported(db, 'folder', folder)
    const [chapterMade, notes, scene] = listDocuments(db).sort((a, b) => a.title.localeCompare(b.title))
    expect(listProjects(db)[0]?.title).toBe('Novel')
    expect([chapterMade?.title, chapterMade?.kind, scene?.title, scene?.parent]).toEqual([
      'Chapter & verse',
      'chapter',
      'Scene',
      chapterMade?.id,
    ])
    expect([notes?.title, notes?.kind, notes?.parent]).toEqual(['Notes: Scene', 'note', scene?.id])
    expect(plainText(fit(loadDocument(db, notes!.id).doc)).trim()).toBe('Ask the pilot.')
    expect(scene?.synopsis).toBe('The lamp goes out.')
    expect(listLabels(db)).toEqual([expect.objectContaining({ id: scene?.label, name: 'Marlow', colour: 'blue' })])
    expect(fit(loadDocument(db, scene!.id).doc).content).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'Café ' },
          { type: 'text', text: 'here', marks: [{ type: 'italic' }] },
          { type: 'text', text: '—😀.' },
        ],
      },
      { type: 'paragraph', content: [{ type: 'text', text: 'Bold', marks: [{ type: 'bold' }] }] },
    ])
  })
})

describe('what the disk refuses gets a sentence, and leaves nothing behind:', () => {
  it('a folder that is gone', async () => {
    const { answers, handlers } = served(await novel())
    answers.save = join(freshFolder(), 'gone', 'a.md')
    await expect(handlers['export:run'](request())).rejects.toThrow('That folder is not there any more.')
  })
  it('a folder that may only be read', async () => {
    const folder = freshFolder()
    await asOrdinaryUser(folder, async () => {
      await expect(writeWhole(join(folder, 'a.md'), new Uint8Array())).rejects.toThrow(
        'You are not allowed to write there.',
      )
    })
    expect(readdirSync(folder)).toEqual([])
  })
  it('a folder with that name', async () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'a.md'))
    const { answers, handlers } = served(await novel())
    answers.save = join(folder, 'a.md')
    await expect(handlers['export:run'](request())).rejects.toThrow('a.md was not written.')
    expect(readdirSync(folder)).toEqual(['a.md'])
  })
  it('a cancelled export', async () => {
    const folder = freshFolder()
    const { answers, handlers } = served(await novel(), () => () => undefined)
    answers.save = join(folder, 'a.md')
    const running = handlers['export:run'](request())
    await Promise.resolve()
    await Promise.resolve()
    await handlers['job:cancel'](j('j'))
    expect(await running).toBeNull()
    expect(existsSync(answers.save)).toBe(false)
  })
})
