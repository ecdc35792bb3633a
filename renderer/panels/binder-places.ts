import type { DocumentKind, Place } from '@contract/binder.ts'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import type { BinderNode, BinderTree } from '../state/library-view.ts'
import type { BinderRow } from './binder-rows.ts'

/** A document with what it stands among. */
type Found = Readonly<{
  project: ProjectId
  /** What it stands under, the outermost first. */
  above: readonly BinderNode[]
  siblings: readonly BinderNode[]
  at: number
}>

function find(tree: BinderTree, id: DocumentId): Found | null {
  const among = (project: ProjectId, above: readonly BinderNode[], siblings: readonly BinderNode[]): Found | null => {
    const at = siblings.findIndex(({ document }) => document.id === id)
    if (at >= 0) return { project, above, siblings, at }
    for (const node of siblings) {
      const found = among(project, [...above, node], node.children)
      if (found) return found
    }
    return null
  }
  for (const { project, nodes } of tree.projects) {
    const found = among(project.id, [], nodes)
    if (found) return found
  }
  return null
}

const rank: Readonly<Record<DocumentKind, number>> = { part: 0, chapter: 1, scene: 2, note: 3, research: 3 }

/** Whether one that is moved by a line goes into `node` on its way: a scene into a chapter, a chapter into a part. */
function takes(node: BinderNode, moved: BinderNode): boolean {
  const { kind, isImage } = node.document
  const folder = kind === 'part' || kind === 'chapter' || node.children.length > 0
  const notes = rank[kind] === 3
  return !isImage && folder && (rank[kind] < rank[moved.document.kind] || (notes && rank[moved.document.kind] === 3))
}

/**
 * Where a document goes that is moved one line up (-1) or down (1): past its neighbour or into it, past the end of what
 * it stands under, and past a project's end into the next. Null if nowhere. The other way leads back.
 */
export function placeBeside(tree: BinderTree, id: DocumentId, by: 1 | -1): Place | null {
  const found = find(tree, id)
  const moved = found?.siblings[found.at]
  if (!found || !moved) return null
  const { project, above, siblings, at } = found
  const parent = above.at(-1)?.document.id ?? null
  const next = siblings[at + by]
  if (next && takes(next, moved))
    return { project, parent: next.document.id, position: by === 1 ? 0 : next.children.length }
  if (next) return { project, parent, position: at + by }
  return parent === null ? placeInNextProject(tree, project, by) : placeOutside(tree, parent, by)
}

function placeInNextProject(tree: BinderTree, project: ProjectId, by: 1 | -1): Place | null {
  const next = tree.projects[tree.projects.findIndex(it => it.project.id === project) + by]
  return next ? { project: next.project.id, parent: null, position: by === 1 ? 0 : next.nodes.length } : null
}

/** Right before (-1) or after (1) a document. */
function placeOutside(tree: BinderTree, id: DocumentId, by: 1 | -1): Place | null {
  const found = find(tree, id)
  if (!found) return null
  const { project, above, at } = found
  return { project, parent: above.at(-1)?.document.id ?? null, position: by === 1 ? at + 1 : at }
}

/** Where a document goes that is moved a level in: to the end of what the one before it holds. */
export function placeInside(tree: BinderTree, id: DocumentId): Place | null {
  const found = find(tree, id)
  const before = found?.siblings[found.at - 1]
  if (!found || !before || before.document.isImage) return null
  return { project: found.project, parent: before.document.id, position: before.children.length }
}

/** Where a document goes that is moved a level out: right after what it stands under. */
export function placeOut(tree: BinderTree, id: DocumentId): Place | null {
  const parent = find(tree, id)?.above.at(-1)
  return parent ? placeOutside(tree, parent.document.id, 1) : null
}

/** Right after a document; the place where a new one goes. Null if the document is not in the tree. */
export function placeAfter(tree: BinderTree, id: DocumentId): Place | null {
  return placeOutside(tree, id, 1)
}

export type Drop = 'before' | 'after' | 'into'

/** Where dragged documents land when let go on `row`; null if they cannot. */
export function placeOfDrop(tree: BinderTree, ids: readonly DocumentId[], row: BinderRow, drop: Drop): Place | null {
  if (row.kind === 'project') return { project: row.project.id, parent: null, position: 0 }
  if (row.kind !== 'document') return null
  const found = find(tree, row.document.id)
  const on = found?.siblings[found.at]
  if (!found || !on) return null
  const above = found.above.map(({ document }) => document.id)
  if ([...above, on.document.id].some(id => ids.includes(id))) return null
  const others = (nodes: readonly BinderNode[]) => nodes.filter(({ document }) => !ids.includes(document.id))
  if (drop === 'into' && !on.document.isImage)
    return { project: found.project, parent: on.document.id, position: others(on.children).length }
  if (drop === 'after' && row.expanded === true) return { project: found.project, parent: on.document.id, position: 0 }
  const at = others(found.siblings).indexOf(on)
  return { project: found.project, parent: above.at(-1) ?? null, position: drop === 'before' ? at : at + 1 }
}

/** Those of `ids` that are in the tree and do not stand under another of them, in reading order. */
export function topmost(tree: BinderTree, ids: ReadonlySet<DocumentId>): DocumentId[] {
  const among = (nodes: readonly BinderNode[]): DocumentId[] =>
    nodes.flatMap(({ document, children }) => (ids.has(document.id) ? [document.id] : among(children)))
  return tree.projects.flatMap(({ nodes }) => among(nodes))
}

export type Direction = 'up' | 'down' | 'in' | 'out'

/** Where documents go that are moved together, as `topmost` gives them; null if nowhere. */
export function placeOfMove(tree: BinderTree, ids: readonly DocumentId[], to: Direction): Place | null {
  const [first, last] = [ids[0], ids.at(-1)]
  if (first === undefined || last === undefined) return null
  switch (to) {
    case 'up':
      return placeBeside(tree, first, -1)
    case 'down':
      return withoutThem(tree, ids, last, placeBeside(tree, last, 1))
    case 'in':
      return placeInside(tree, first)
    case 'out':
      return placeOut(tree, last)
  }
}

/** The place past `last`, not counting those that are moved along with it. */
function withoutThem(
  tree: BinderTree,
  ids: readonly DocumentId[],
  last: DocumentId,
  place: Place | null,
): Place | null {
  const found = find(tree, last)
  if (!found || place?.parent !== (found.above.at(-1)?.document.id ?? null)) return place
  const before = found.siblings.slice(0, found.at).filter(({ document }) => ids.includes(document.id)).length
  return place.project === found.project ? { ...place, position: place.position - before } : place
}
