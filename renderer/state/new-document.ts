import type { DocumentKind, Place } from '@contract/binder.ts'
import type { DocumentId, LibraryView, ProjectId } from '@contract/library.ts'
import { liveProjects, nodeOf, nodesOf, siblingsOf } from './library-view.ts'
import type { BinderNode } from './library-view.ts'

/** A lower rank holds a higher one: a part its chapters, a chapter its scenes. */
const rank: Readonly<Record<DocumentKind, number>> = { part: 0, chapter: 1, scene: 2, note: 3, research: 3 }

/** What a new document is, if nobody says: in a part a chapter, in a chapter a scene, elsewhere like the open one. */
export function usualKind(view: LibraryView, open: DocumentId | null): DocumentKind {
  const kind = open === null ? undefined : nodeOf(view, open)?.document.kind
  if (kind === 'part') return 'chapter'
  return kind === undefined || kind === 'chapter' ? 'scene' : kind
}

/**
 * Where a new document of `kind` goes: after the open one, or after the nearest above it that is of its rank, or into
 * the nearest that holds its like. Null where there is no project.
 */
export function placeForNew(view: LibraryView, open: DocumentId | null, kind: DocumentKind): Place | null {
  const node = open === null ? null : nodeOf(view, open)
  const project = node?.document.project ?? liveProjects(view)[0]?.id
  if (project === undefined) return null
  if (rank[kind] === 3 && (node === null || rank[node.document.kind] !== 3)) return amongNotes(view, project, kind)
  for (let at = node; at !== null; at = above(view, at)) {
    if (rank[at.document.kind] === rank[kind]) return after(view, at)
    if (rank[at.document.kind] < rank[kind]) return endOf(project, at)
    if (at.document.parent === null) return after(view, at)
  }
  return { project, parent: null, position: nodesOf(view, project).length }
}

/** Into the folder of notes (or of research) if the project has one; else to the end of the project. */
function amongNotes(view: LibraryView, project: ProjectId, kind: DocumentKind): Place {
  const nodes = nodesOf(view, project)
  const folder = nodes.find(({ document }) => document.kind === kind && !document.isImage)
  return folder ? endOf(project, folder) : { project, parent: null, position: nodes.length }
}

function above(view: LibraryView, { document: { parent } }: BinderNode): BinderNode | null {
  return parent === null ? null : nodeOf(view, parent)
}

function endOf(project: ProjectId, { document, children }: BinderNode): Place {
  return { project, parent: document.id, position: children.length }
}

function after(view: LibraryView, { document }: BinderNode): Place {
  const at = siblingsOf(view, document).findIndex(it => it.document.id === document.id)
  return { project: document.project, parent: document.parent, position: at + 1 }
}
