import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fit } from '../../electron/files/fit.ts'
import type { Book } from '../../electron/files/book.ts'
import { readDocx } from '../../electron/files/docx/read.ts'
import { docxOf } from '../../electron/files/docx/write.ts'
import { docFromHtml } from '../../electron/files/html/read.ts'
import { htmlOf } from '../../electron/files/html/write.ts'
import { readMarkdown } from '../../electron/files/markdown/read.ts'
import { markdownOf } from '../../electron/files/markdown/write.ts'
import type { RichDoc, RichNode } from '../../electron/files/rich-text.ts'
import type { Losses } from '../../electron/files/losses.ts'
import { readProjects } from '../../electron/files/folder/read.ts'
import { libraryFiles } from '../../electron/files/folder/write.ts'
import { documents, everything, hostileWords, normal, plainWords } from '../support/documents.ts'

/** What goes in comes out again, but for what `loses` takes away. */
function holds(
  name: string,
  makings: Parameters<typeof documents>[0],
  there: (doc: RichDoc) => RichDoc | Promise<RichDoc>,
  loses: (doc: RichDoc) => RichDoc = doc => doc,
) {
  it(name, async () => {
    await fc.assert(
      fc.asyncProperty(documents(makings), async doc => {
        expect(normal(await there(fit(doc)))).toEqual(normal(loses(doc)))
      }),
      { numRuns: 300 },
    )
  })
}

describe('a document comes back as it was', () => {
  holds(
    'from Markdown, but for empty paragraphs at its end',
    everything,
    doc => readMarkdown(markdownOf(doc), new Map()).doc,
    doc => {
      const last = doc.content.findLastIndex(node => node.type !== 'paragraph' || node.content !== undefined)
      return fit({ content: doc.content.slice(0, last + 1) })
    },
  )
  holds('from HTML, but for runs of white space', { ...everything, words: plainWords }, doc =>
    docFromHtml(htmlOf(doc), new Map()),
  )
  holds(
    'from Word, but for the number that a list begins with, the line between two lists, the language of code, and empty paragraphs with nothing else',
    { ...everything, blocks: ['paragraph', 'heading', 'horizontalRule', 'codeBlock', 'list'], plainItems: true },
    async doc => (await readDocx(await docxOf(alone(doc)), 'law.docx', new Map())).doc,
    doc => {
      const blank = doc.content.every(node => node.type === 'paragraph' && node.content === undefined)
      return fit({ content: blank ? [] : joinedLists(doc.content.map(inWord)) })
    },
  )
})

describe('a project comes back from its folder as it was', () => {
  const cards = fc.record({
    kind: fc.constantFrom('part' as const, 'chapter' as const, 'scene' as const, 'note' as const),
    status: fc.constantFrom('none' as const, 'draft' as const, 'final' as const),
    synopsis: hostileWords,
    target: fc.option(fc.integer({ min: 1, max: 1e6 })),
    label: fc.option(fc.constantFrom({ name: 'Rough: a/b', colour: 'red' as const })),
  })
  const texts = fc.record({
    title: hostileWords,
    deeper: fc.integer({ min: -2, max: 1 }),
    card: cards,
    doc: documents(everything),
  })
  const projects = fc.array(texts, { maxLength: 6 }).map(all => {
    let depth = -1
    return all.map(({ deeper, ...text }) => ({
      ...text,
      depth: (depth = Math.max(0, Math.min(depth + 1, depth + deeper))),
    }))
  })
  /** What holds each: the number of the last one before it that is a level higher. */
  const parents = (all: readonly Readonly<{ depth: number }>[]) =>
    all.map(({ depth }, i) => all.slice(0, i).findLastIndex(before => before.depth < depth))

  it('and projects of one title stay apart', () => {
    const alike = [1, 2].map(() => ({ title: 'Tide', documents: [], scraps: [] }))
    const files = libraryFiles(alike).flatMap(it => ('bytes' in it ? [it] : []))
    expect(readProjects(files, [], new Map()).emptyProjects).toEqual(['Tide', 'Tide (2)'])
  })
  it('texts, marks, regions, tree and cards, nothing lost', () => {
    fc.assert(
      fc.property(hostileWords, projects, (title, all) => {
        const written = all.map(text => ({ ...text, doc: text.doc, attached: [] }))
        const files = libraryFiles([{ title, documents: written, scraps: [] }]).flatMap(it =>
          'bytes' in it ? [it] : [],
        )
        const losses: Losses = new Map()
        const { parts } = readProjects(files, [], losses)
        expect(losses.size).toBe(0)
        const keys = parts.map(({ key }) => key)
        const told = parts.map(({ parent, ...part }) => ({
          ...{ title: part.title, card: part.card, doc: part.doc, project: part.project },
          parent: parent === undefined ? -1 : keys.indexOf(parent),
        }))
        const above = parents(all)
        expect(told).toEqual(
          all.map((text, i) => ({
            title: text.title,
            card: text.card,
            doc: text.doc,
            project: title,
            parent: above[i],
          })),
        )
      }),
      { numRuns: 200 },
    )
  })
})

function inWord(node: RichNode): RichNode {
  const { attrs = {}, content, ...rest } = node
  const kept = node.type === 'heading' || node.type === 'footnote' ? attrs : {}
  return { ...rest, attrs: kept, ...(content ? { content: joinedLists(content.map(inWord)) } : {}) }
}

function joinedLists(nodes: readonly RichNode[]): RichNode[] {
  const joined: RichNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (last?.type === node.type && node.type.endsWith('List'))
      joined[joined.length - 1] = { ...last, content: [...(last.content ?? []), ...(node.content ?? [])] }
    else joined.push(node)
  }
  return joined
}

function alone(doc: RichDoc): Book {
  return {
    title: '',
    author: '',
    language: 'en',
    titlePage: false,
    origins: false,
    pieces: [{ title: '', heading: 0, doc }],
  }
}
