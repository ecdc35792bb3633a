import type { Book } from '../../electron/files/book.ts'
import { noteOf } from '../../electron/files/rich-text.ts'
import type { RichNode } from '../../electron/files/rich-text.ts'
import { readMarkdown } from '../../electron/files/markdown/read.ts'

/** A book of chapters written in Markdown. */
export function book(chapters: Readonly<Record<string, string>>, change: Partial<Book> = {}): Book {
  const pieces = Object.entries(chapters).map(([title, markdown]) => ({
    ...{ title, heading: 1 },
    doc: readMarkdown(markdown, new Map()).doc,
  }))
  return {
    title: 'The Tide & Other <Tales>',
    author: 'A. N. Author',
    language: 'en',
    titlePage: true,
    origins: false,
    pieces,
    ...change,
  }
}

/** Something of everything, in Markdown that the studio itself writes. */
export const sampler = `## Below

First *slanted*, **strong**, ***both***, ~~gone~~, \`code\` and a [link](https://example.org/).

> Quoted words.

- one
- two
  - inner

1. first
2. second

\`\`\`ini
a = 1
  b = 2
\`\`\`

* * *

After the break, “quotes” — and 東京.
`

/** What the footnotes say. */
export function notesIn(nodes: readonly RichNode[]): string[] {
  return nodes.flatMap(node => (node.type === 'footnote' ? [noteOf(node)] : notesIn(node.content ?? [])))
}
