import type { DocumentId, LibraryView } from '@contract/library.ts'
import { flat, liveProjects, nodeOf, nodesOf, siblingsOf } from './library-view.ts'
import type { BinderNode } from './library-view.ts'

/** Documents that are looked at together, and what they are of. */
export type Range = Readonly<{ title: string; nodes: readonly BinderNode[] }>

/**
 * What is looked at together: the documents that are picked (`ids`, two or more), else what the open one holds, else
 * what stands beside it. With nothing open, the first project.
 */
export function rangeOf(view: LibraryView, ids: readonly DocumentId[], open: DocumentId | null): Range {
  if (ids.length > 1) return { title: `${ids.length} documents`, nodes: ids.flatMap(id => nodeOf(view, id) ?? []) }
  const node = open === null ? null : nodeOf(view, ids[0] ?? open)
  if (node && node.children.length > 0) return { title: node.document.title, nodes: node.children }
  const parent = node?.document.parent
  if (node && parent != null) {
    const title = nodeOf(view, parent)?.document.title ?? ''
    return { title, nodes: siblingsOf(view, node.document) }
  }
  return wholeProject(view, node?.document.project ?? null)
}

/** All of a project, or of the first one. */
export function wholeProject(view: LibraryView, id: LibraryView['projects'][number]['id'] | null): Range {
  const project = liveProjects(view).find(it => id === null || it.id === id)
  return project ? { title: project.title, nodes: nodesOf(view, project.id) } : { title: '', nodes: [] }
}

/** The texts of a range in reading order, each with those that it holds; pictures are left out. */
export function textsOf({ nodes }: Range): BinderNode[] {
  return flat(nodes).filter(({ document }) => !document.isImage)
}
