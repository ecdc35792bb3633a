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

/** How an import would be cut; at first in the likeliest way. */
export function previewOf(imported: Imported, split?: Split): ImportPreview {
  const { title, files, parts, losses } = imported
  const { splits, likely } = splitsOf(parts)
  const wanted = split ?? likely
  return { title, files, split: wanted, splits, parts: cut(parts, wanted).map(shown), losses }
}

/** What the writer chose of an import: into one project, or into new ones where the files name them. */
export function chosenOf({ title, parts }: Imported, choice: ImportChoice, nowMs: number): ImportedProject[] {
  const origin = { type: 'origin', attrs: { kind: 'imported', run: '', day: dayOf(nowMs) } }
  const wanted = cut(parts, choice.split)
    .filter((_, at) => !choice.leaveOut.includes(at))
    // What this studio wrote says itself whose words it holds.
    .map(part =>
      part.project === undefined
        ? { ...part, doc: { ...part.doc, content: part.doc.content.map(signed(origin)) } }
        : part,
    )
  if (choice.into !== null) return [{ id: choice.into, title: null, documents: documentsOf(wanted) }]
  const titles = [...new Set(wanted.map(part => part.project))]
  return titles.map(project => ({
    id: randomUUID() as ProjectId,
    // A single project may have been given another title in the dialog.
    title: (titles.length === 1 ? choice.title : project) || title,
    documents: documentsOf(wanted.filter(part => part.project === project)),
  }))
}

/** A part whose holder is left out stands in the project itself. */
function documentsOf(parts: readonly Part[]): ImportedDocument[] {
  const ids = new Map<number, DocumentId>()
  return parts.map(({ title, doc, key, parent, card = {} }) => {
    const id = randomUUID() as DocumentId
    const above = parent === undefined ? null : (ids.get(parent) ?? null)
    if (key !== undefined) ids.set(key, id)
    const text = plainText(doc)
    return { id, title: title || 'Untitled', doc, text, words: countWords(text), parent: above, card }
  })
}

/** The same with every text marked as come from a file. */
function signed(origin: Mark): (node: RichNode) => RichNode {
  return node => {
    if (node.type === 'text') return { ...node, marks: [...(node.marks ?? []), origin] }
    return node.content ? { ...node, content: node.content.map(signed(origin)) } : node
  }
}
