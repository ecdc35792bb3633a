import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { libraryFiles } from '../../electron/files/folder/write.ts'
import { importFolder } from '../../electron/files/import.ts'
import { paragraph, plainText, text } from '../../electron/files/rich-text.ts'

const doc = { type: 'doc' as const, content: [paragraph(...text('Words.'))] }
const card = { kind: 'scene', status: 'none', synopsis: '', target: null, label: null } as const
const attached = [
  { role: 'original', name: 'tide.docx', key: 1, mediaType: '' },
  { role: 'original', name: 'old.md', key: 2, mediaType: '' },
] as const
const scrap = { from: null, run: null, atMs: 1, starred: false, openStart: 0, openEnd: 0, doc }
const written = libraryFiles([
  {
    title: 'The Tide',
    documents: [{ title: 'Été', depth: 0, card, doc, attached }],
    scraps: [scrap],
  },
  { title: 'Empty', documents: [], scraps: [] },
])

/** The library, some files added; what is no text, or an original, is among the others. */
async function read(added: Readonly<Record<string, string>>, others: readonly string[] = [], top = '') {
  const own = written.map(file => ({ name: file.name, bytes: 'bytes' in file ? file.bytes : strToU8('kept') }))
  const all = [...own, ...Object.entries(added).map(([name, it]) => ({ name, bytes: strToU8(it) }))]
    .filter(({ name }) => name.startsWith(top))
    .map(it => ({ ...it, name: it.name.slice(top.length) }))
  const { title, parts, losses, emptyProjects, scraps } = await importFolder('Library', all, others, () => undefined)
  const told = parts.map(part => [part.project ?? null, part.title, plainText(part.doc), part.original ?? null])
  return { title, parts: told, losses, emptyProjects, scraps: scraps.length }
}
const ETE = ['The Tide', 'Été', 'Words.', null]

describe('to a folder of the studio’s', () => {
  it('nothing is added that it wrote itself', async () => {
    const nothing = { title: 'The Tide', parts: [ETE], losses: [], scraps: 1 }
    expect(await read({})).toEqual({ ...nothing, emptyProjects: ['Empty'] })
    expect(await read({}, [], '001 The Tide/')).toEqual({ ...nothing, emptyProjects: [] })
  })
  it('nothing is added whose name a disk has spelt otherwise, and it is read: text, picture and original', async () => {
    const all = written.map(file => ({
      name: file.name.normalize('NFD'),
      bytes: file.name.endsWith('Été.md') ? strToU8('Changed.') : 'bytes' in file ? file.bytes : strToU8('kept'),
    }))
    expect(all.map(({ name }) => name)).not.toEqual(written.map(({ name }) => name))
    const { parts, losses } = await importFolder('Library', all, [], () => undefined)
    const told = parts.map(({ doc, attached }) => [plainText(doc), attached?.map(({ file }) => file)])
    const files = written.filter(file => !('bytes' in file)).map(({ name }) => name.normalize('NFD'))
    expect([told, losses]).toEqual([[['Changed.', files]], []])
  })
  it('a file whose name differs in nothing but the form of its letters is one of its own', async () => {
    const [accented] = written.map(({ name }) => name).filter(name => name.endsWith('Été.md'))
    const { parts } = await read({ [accented!.normalize('NFD')]: 'Other words.' })
    expect(parts.map(([, , words]) => words)).toEqual(['Words.', 'Other words.'])
  })
  it('a README beside a project that is the writer’s own is added', async () => {
    const own = written.filter(({ name }) => name !== 'README.txt')
    const files = own.map(file => ({ name: file.name, bytes: 'bytes' in file ? file.bytes : strToU8('kept') }))
    const { parts } = await importFolder(
      'Novel',
      [...files, { name: 'README.txt', bytes: strToU8('Read me.') }],
      [],
      () => undefined,
    )
    expect(parts.map(({ doc }) => plainText(doc))).toEqual(['Words.', 'Read me.'])
  })
  it('what a writer added comes in after the rest, in the project in whose folder it lies', async () => {
    const { parts, emptyProjects, title } = await read({
      '001 The Tide/002 New.md': 'New words.',
      '001 The Tide/deep/README.txt': 'Mine.',
      '002 Empty/a.html': '<title>First</title><p>So.</p>',
    })
    expect(parts).toEqual([
      ETE,
      ['The Tide', '002 New', 'New words.', '001 The Tide/002 New.md'],
      ['The Tide', 'README', 'Mine.', '001 The Tide/deep/README.txt'],
      ['Empty', 'First', 'So.', '002 Empty/a.html'],
    ])
    expect([title, emptyProjects]).toEqual(['The Tide', []])
  })
  it('what lies in no project’s folder makes one that is called as the whole', async () => {
    const { parts, title } = await read({ 'loose.md': 'Loose words.' })
    expect([title, parts]).toEqual(['Library', [ETE, [null, 'loose', 'Loose words.', 'loose.md']]])
  })
  it('what cannot be read is counted, and keeps nothing else out', async () => {
    const added = { '001 The Tide/a.docx': 'no zip', '001 The Tide/b.rtf': 'no RTF', '001 The Tide/c.md': 'Words.' }
    const { parts, losses } = await read(added, ['001 The Tide/sea.png'])
    expect(parts.map(([, title]) => title)).toEqual(['Été', 'c'])
    expect(losses).toEqual([{ kind: 'file', count: 3 }])
  })
})
