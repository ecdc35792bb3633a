import { footnotesIn, withFootnotes } from '../contract/doc-json.ts'
import type { LibraryRemains, Remains, ScrapRemains } from './remains.ts'

/** A text, and its path in the folder that it goes into. */
export type TextFile = Readonly<{ name: string; text: string }>

/**
 * Every document that has text as a text file, in a folder for each project, numbered in the binder's order; those in the
 * trash too. Its footnotes, and what only the journal holds of it, stand at a document's end. A project's scraps are one more file.
 *
 * `documents`: how many of them are documents.
 */
export function textFiles({ documents, scraps }: Omit<LibraryRemains, 'whole'>): Readonly<{
  files: readonly TextFile[]
  documents: number
}> {
  const written = documents.filter(({ text, doc, typed }) => text !== '' || typed.length + footnotesIn(doc).length > 0)
  const titles = new Map([...written, ...scraps].map(({ project, projectTitle }) => [project, projectTitle]))
  const files = [...titles].flatMap(([project, title], at) => {
    const home = fileName(at + 1, title ?? 'Project')
    const file = (name: string, text: string): TextFile => ({ name: `${home}/${name}.txt`, text })
    const ordered = written.filter(it => it.project === project).sort((a, b) => a.position - b.position)
    const put = scraps.filter(it => it.project === project).sort((a, b) => b.atMs - a.atMs)
    return [
      ...ordered.map((document, i) => file(fileName(i + 1, document.title), contentOf(document))),
      ...(put.length > 0 ? [file('Scraps', put.map(scrapText).join('\n* * *\n\n'))] : []),
    ]
  })
  return { files, documents: written.length }
}

function scrapText({ title, atMs, trashedAtMs, text, doc }: ScrapRemains): string {
  const from = title === null ? '' : `, from “${title}”`
  const removed = trashedAtMs === null ? '' : ', taken off the shelf'
  return `[${new Date(atMs).toISOString().slice(0, 10)}${from}${removed}]\n\n${withFootnotes(text, doc)}\n`
}

function contentOf({ title, text, doc, typed }: Remains): string {
  const since = typed.length > 0 ? ['', '[Typed since the last save:]', ...typed] : []
  return `${[title, '', withFootnotes(text, doc), ...since].join('\n')}\n`
}

/** `03 The letter`, with nothing that a file system objects to. */
function fileName(number: number, title: string): string {
  const safe = title
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    .replace(/[. ]+$/, '')
  return `${String(number).padStart(2, '0')} ${safe || 'Untitled'}`
}
