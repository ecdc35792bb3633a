import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Remains } from './remains.ts'

/**
 * Writes every document that has text as a text file (UTF-8), a folder for each project, numbered in the binder's order; those in the
 * trash too. What only the journal holds of a document stands at its end.
 *
 * @returns how many files were written.
 */
export function exportText(documents: readonly Remains[], folder: string): number {
  const written = documents.filter(({ text, typed }) => text !== '' || typed.length > 0)
  const homes = Map.groupBy(written, ({ project }) => project)
  let projects = 0
  for (const inside of homes.values()) {
    const home = join(folder, fileName(++projects, inside[0]?.projectTitle ?? 'Project'))
    mkdirSync(home, { recursive: true })
    const ordered = inside.toSorted((a, b) => a.position - b.position)
    for (const [i, document] of ordered.entries())
      writeFileSync(join(home, `${fileName(i + 1, document.title)}.txt`), contentOf(document), { flag: 'wx' })
  }
  return written.length
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
