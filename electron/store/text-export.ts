import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LibraryRemains, Remains, ScrapRemains } from './remains.ts'

/**
 * Writes every document that has text as a text file (UTF-8), a folder for each project, numbered in the binder's order; those in the
 * trash too. What only the journal holds of a document stands at its end. A project's scraps are one more file.
 *
 * @returns how many documents were written.
 */
export function exportText({ documents, scraps }: Omit<LibraryRemains, 'whole'>, folder: string): number {
  const written = documents.filter(({ text, typed }) => text !== '' || typed.length > 0)
  const titles = new Map([...written, ...scraps].map(({ project, projectTitle }) => [project, projectTitle]))
  let projects = 0
  for (const [project, title] of titles) {
    const home = join(folder, fileName(++projects, title ?? 'Project'))
    mkdirSync(home, { recursive: true })
    const write = (name: string, text: string) => writeFileSync(join(home, `${name}.txt`), text, { flag: 'wx' })
    const ordered = written.filter(it => it.project === project).sort((a, b) => a.position - b.position)
    for (const [i, document] of ordered.entries()) write(fileName(i + 1, document.title), contentOf(document))
    const put = scraps.filter(it => it.project === project).sort((a, b) => b.atMs - a.atMs)
    if (put.length > 0) write('Scraps', put.map(scrapText).join('\n* * *\n\n'))
  }
  return written.length
}

function scrapText({ title, atMs, trashedAtMs, text }: ScrapRemains): string {
  const from = title === null ? '' : `, from “${title}”`
  const removed = trashedAtMs === null ? '' : ', taken off the shelf'
  return `[${new Date(atMs).toISOString().slice(0, 10)}${from}${removed}]\n\n${text}\n`
}

function contentOf({ title, text, typed }: Remains): string {
  const since = typed.length > 0 ? ['', '[Typed since the last save:]', ...typed] : []
  return `${[title, '', text, ...since].join('\n')}\n`
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
