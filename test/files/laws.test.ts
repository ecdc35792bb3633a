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
import { documents, everything, normal, plainWords } from '../support/documents.ts'

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

function inWord(node: RichNode): RichNode {
  const { attrs = {}, content, ...rest } = node
  const kept = node.type === 'heading' ? attrs : {}
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
