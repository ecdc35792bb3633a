import { randomUUID } from 'node:crypto'
import type { ImportChoice, ImportPreview, Split } from '../../contract/files.ts'
import type { DocumentId, ProjectId } from '../../contract/library.ts'
import { dayOf } from '../../contract/origin.ts'
import { countWords } from '../../contract/words.ts'
import type { Imported } from '../../files/import.ts'
import { plainText } from '../../files/rich-text.ts'
import type { Mark, RichNode } from '../../files/rich-text.ts'
import { cut, shown, splitsOf } from '../../files/split.ts'
import type { Part } from '../../files/split.ts'
import type { ImportedDocument, ImportedProject } from '../../store/imports.ts'
import type { OriginalFile } from '../../store/originals.ts'

/** How an import would be cut; at first in the likeliest way. */
export function previewOf(imported: Imported, split?: Split): ImportPreview {
  const { title, files, parts, losses, guesses } = imported
  const { splits, likely } = splitsOf(parts)
  const wanted = split ?? likely
  const originals = new Set(parts.flatMap(({ original }) => original ?? [])).size
  return { title, files, split: wanted, splits, parts: cut(parts, wanted).map(shown), losses, guesses, originals }
}

/** The parts that the writer chose of an import. */
export function wantedOf({ parts }: Imported, { split, leaveOut }: ImportChoice): Part[] {
  const left = new Set(leaveOut)
  return cut(parts, split).filter((_, at) => !left.has(at))
}

/**
 * What the writer chose of an import: into one project, or into new ones where the files name them. `originals`: files to
 * keep, by the names that parts know them by; each goes with the first part that is made of it.
 */
export function chosenOf(
  parts: readonly Part[],
  choice: ImportChoice,
  originals: ReadonlyMap<string, OriginalFile>,
  nowMs: number,
): ImportedProject[] {
  const origin = { type: 'origin', attrs: { kind: 'imported', run: '', day: dayOf(nowMs) } }
  const wanted = parts
    // What this studio wrote says itself whose words it holds.
    .map(part =>
      part.project === undefined
        ? { ...part, doc: { ...part.doc, content: part.doc.content.map(signed(origin)) } }
        : part,
    )
  const unkept = new Map(originals)
  if (choice.into !== null) return [{ id: choice.into, title: null, documents: documentsOf(wanted, unkept) }]
  const titles = [...new Set(wanted.map(part => part.project))]
  return titles.map(project => ({
    id: randomUUID() as ProjectId,
    // A single project may have been given another title in the dialog.
    title: (titles.length === 1 ? choice.title : project) || choice.title,
    documents: documentsOf(
      wanted.filter(part => part.project === project),
      unkept,
    ),
  }))
}

/** A part whose holder is left out stands in the project itself. Takes out of `unkept` the originals that find their part. */
function documentsOf(parts: readonly Part[], unkept: Map<string, OriginalFile>): ImportedDocument[] {
  const ids = new Map<number, DocumentId>()
  return parts.map(({ title, doc, key, parent, card = {}, original: from = '' }) => {
    const id = randomUUID() as DocumentId
    const above = parent === undefined ? null : (ids.get(parent) ?? null)
    if (key !== undefined) ids.set(key, id)
    const text = plainText(doc)
    const original = unkept.get(from)
    unkept.delete(from)
    const kept = original ? { original } : {}
    return { id, title: title || 'Untitled', doc, text, words: countWords(text), parent: above, card, ...kept }
  })
}

/** The same with every text marked as come from a file. */
function signed(origin: Mark): (node: RichNode) => RichNode {
  return node => {
    if (node.type === 'text') return { ...node, marks: [...(node.marks ?? []), origin] }
    return node.content ? { ...node, content: node.content.map(signed(origin)) } : node
  }
}
