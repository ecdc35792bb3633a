import { randomUUID } from 'node:crypto'
import type { ImportChoice, ImportPreview, Split } from '../../contract/files.ts'
import type { RunId } from '../../contract/infill.ts'
import type { DocumentId, ProjectId } from '../../contract/library.ts'
import { dayOf } from '../../contract/origin.ts'
import { countWords } from '../../contract/words.ts'
import type { Imported } from '../../files/import.ts'
import { plainText } from '../../files/rich-text.ts'
import type { Mark, RichNode } from '../../files/rich-text.ts'
import { cut, shown, splitsOf } from '../../files/split.ts'
import type { Part, PartScrap } from '../../files/split.ts'
import type { ImportedDocument, ImportedFile, ImportedProject, ImportedScrap } from '../../store/imports.ts'
import type { OriginalFile } from '../../store/originals.ts'

/** How an import would be cut; at first in the likeliest way. */
export function previewOf(imported: Imported, split?: Split): ImportPreview {
  const { title, files, parts, losses, guesses, emptyProjects, scraps } = imported
  const { splits, likely } = splitsOf(parts)
  const wanted = split ?? likely
  const originals = new Set(parts.flatMap(({ original }) => original ?? [])).size
  const cutParts = cut(parts, wanted).map(shown)
  return {
    title,
    files,
    split: wanted,
    splits,
    parts: cutParts,
    losses,
    guesses,
    originals,
    emptyProjects,
    scraps: scraps.length,
  }
}

/** The parts that the writer chose of an import. */
export function wantedOf({ parts }: Imported, { split, leaveOut }: ImportChoice): Part[] {
  const left = new Set(leaveOut)
  return cut(parts, split).filter((_, at) => !left.has(at))
}

/**
 * What the writer chose of an import: into one project, or into new ones where the files name them. `files`: those to
 * keep, by the names that parts know them by; an original goes with the first part that is made of it.
 */
export function chosenOf(
  { parts, emptyProjects, scraps }: Pick<Imported, 'parts' | 'emptyProjects' | 'scraps'>,
  choice: ImportChoice,
  files: ReadonlyMap<string, OriginalFile>,
  nowMs: number,
): ImportedProject[] {
  const origin = { type: 'origin', attrs: { kind: 'imported', run: '', day: dayOf(nowMs) } }
  const wanted = parts
    // What this studio wrote says itself whose words it holds; a file that was put beside it since does not.
    .map(part =>
      part.project === undefined || part.original !== undefined
        ? { ...part, doc: { ...part.doc, content: part.doc.content.map(signed(origin)) } }
        : part,
    )
  const unkept = new Map(files)
  const ids = new Map<number, DocumentId>()
  if (choice.into !== null) {
    const documents = documentsOf(wanted, unkept, ids)
    return [{ id: choice.into, title: null, documents, scraps: scrapsOf(scraps, ids) }]
  }
  const named = [...wanted, ...scraps].map(it => it.project)
  const titles = [...new Set(named)].filter(title => title === undefined || !emptyProjects.includes(title))
  // A single project may have been given another title in the dialog.
  const isSingle = titles.length + emptyProjects.length === 1
  const made = (project: string | undefined, documents: ImportedDocument[]): ImportedProject => ({
    ...{ id: randomUUID() as ProjectId, documents },
    scraps: scrapsOf(
      scraps.filter(scrap => scrap.project === project),
      ids,
    ),
    title: (isSingle ? choice.title : project) || choice.title,
  })
  const partsOf = (project: string | undefined) => wanted.filter(part => part.project === project)
  return [
    ...titles.map(project => made(project, documentsOf(partsOf(project), unkept, ids))),
    ...emptyProjects.map(project => made(project, [])),
  ]
}

/** Those that came from a document that is left out came from nowhere. */
function scrapsOf(scraps: readonly PartScrap[], ids: ReadonlyMap<number, DocumentId>): ImportedScrap[] {
  return scraps.map(({ from, run, atMs, starred, openStart, openEnd, doc }) => {
    const text = plainText(doc)
    const content = { doc, openStart, openEnd, text, words: countWords(text) }
    return { document: ids.get(from ?? -1) ?? null, run: run as RunId | null, atMs, starred, content }
  })
}

/**
 * A part whose holder is left out stands in the project itself. Takes out of `unkept` the files that find their part, and
 * puts into `ids` what the parts' keys have become.
 */
function documentsOf(
  parts: readonly Part[],
  unkept: Map<string, OriginalFile>,
  ids: Map<number, DocumentId>,
): ImportedDocument[] {
  return parts.map(({ title, doc, key, parent, card = {}, ...part }) => {
    const id = randomUUID() as DocumentId
    const above = parent === undefined ? null : (ids.get(parent) ?? null)
    if (key !== undefined) ids.set(key, id)
    const text = plainText(doc)
    const attached = filesOf(part, unkept)
    return { id, title: title || 'Untitled', doc, text, words: countWords(text), parent: above, card, attached }
  })
}

/** The files that come in with a part, taken out of `unkept`. */
function filesOf(
  { original = '', attached = [] }: Pick<Part, 'original' | 'attached'>,
  unkept: Map<string, OriginalFile>,
): ImportedFile[] {
  const wanted = [...attached, { role: 'original', name: '', file: original } as const]
  return wanted.flatMap(({ role, name, file }) => {
    const kept = unkept.get(file)
    unkept.delete(file)
    return kept ? [{ role, name: name || kept.name, bytes: kept.bytes }] : []
  })
}

/** The same with every text marked as come from a file. */
function signed(origin: Mark): (node: RichNode) => RichNode {
  return node => {
    if (node.type === 'text') return { ...node, marks: [...(node.marks ?? []), origin] }
    return node.content ? { ...node, content: node.content.map(signed(origin)) } : node
  }
}
