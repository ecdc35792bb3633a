import { isManuscript } from '@contract/binder.ts'
import type { Label, LabelId } from '@contract/binder.ts'
import type { DocumentId, DocumentSummary, LibraryView, Project, ProjectId } from '@contract/library.ts'

/** A document with those that it holds. `words`: its own and theirs; notes in a manuscript are left out. */
export type BinderNode = Readonly<{ document: DocumentSummary; children: readonly BinderNode[]; words: number }>
export type ProjectTree = Readonly<{ project: Project; nodes: readonly BinderNode[]; words: number }>
/** What the binder shows: projects with their documents in order, then the trash. */
export type BinderTree = Readonly<{ projects: readonly ProjectTree[]; trash: ReturnType<typeof trashOf> }>

/** Projects that are not in the trash, in order. */
export function liveProjects(view: LibraryView): readonly Project[] {
  return view.projects.filter(({ trashedAtMs }) => trashedAtMs === null).sort(byPosition)
}

export function binderTree(view: LibraryView): BinderTree {
  const grow = growing(view)
  const projects = liveProjects(view).map((project): ProjectTree => {
    const nodes = grow(project.id)
    return { project, nodes, words: manuscriptWords(nodes) }
  })
  return { projects, trash: trashOf(view) }
}

/** The documents of a project as a tree, without what is in the trash. */
export function nodesOf(view: LibraryView, project: ProjectId): readonly BinderNode[] {
  return growing(view)(project)
}

/** Makes the nodes under a project or a document. One whose parent is not there stands in its project itself. */
function growing(view: LibraryView): (parent: ProjectId | DocumentId) => BinderNode[] {
  const known = new Set<string>(view.documents.map(({ id }) => id))
  const held = Map.groupBy(
    view.documents.filter(({ trashedAtMs }) => trashedAtMs === null),
    ({ parent, project }): string => (parent !== null && known.has(parent) ? parent : project),
  )
  const grow = (parent: string): BinderNode[] =>
    (held.get(parent) ?? []).sort(byPosition).map(document => {
      const children = grow(document.id)
      const counted = isManuscript(document.kind) ? manuscriptWords(children) : sum(children)
      return { document, children, words: document.words + counted }
    })
  return grow
}

function manuscriptWords(nodes: readonly BinderNode[]): number {
  return sum(nodes.filter(({ document }) => isManuscript(document.kind)))
}

function sum(nodes: readonly BinderNode[]): number {
  return nodes.reduce((words, node) => words + node.words, 0)
}

/** Nodes and all they hold, in reading order. */
export function flat(nodes: readonly BinderNode[]): BinderNode[] {
  return nodes.flatMap(node => [node, ...flat(node.children)])
}

/** A project's documents that are not in the trash, in reading order. */
export function documentsOf(view: LibraryView, project: ProjectId): readonly DocumentSummary[] {
  return flat(nodesOf(view, project)).map(({ document }) => document)
}

/** All documents that can be opened, in the order of the binder. */
export function openableDocuments(view: LibraryView): readonly DocumentSummary[] {
  const grow = growing(view)
  return liveProjects(view).flatMap(({ id }) => flat(grow(id)).map(({ document }) => document))
}

/** A document's node; null if it is not there or in the trash. */
export function nodeOf(view: LibraryView, id: DocumentId): BinderNode | null {
  const project = view.documents.find(it => it.id === id)?.project
  return project === undefined ? null : (flat(nodesOf(view, project)).find(it => it.document.id === id) ?? null)
}

/** The nodes that stand beside a document, itself too: those of its parent, or of its project. */
export function siblingsOf(view: LibraryView, { parent, project }: DocumentSummary): readonly BinderNode[] {
  return (parent === null ? null : nodeOf(view, parent)?.children) ?? nodesOf(view, project)
}

/** What lies in the trash by itself, and not in something that does; the latest first. */
export function trashOf(view: LibraryView): Readonly<{ projects: Project[]; documents: DocumentSummary[] }> {
  const live = new Set(liveProjects(view).map(({ id }) => id))
  const byId = new Map(view.documents.map(it => [it.id, it]))
  const liesInTrash = (id: DocumentId | null): boolean => {
    const document = id === null ? undefined : byId.get(id)
    return document !== undefined && (document.trashedAtMs !== null || liesInTrash(document.parent))
  }
  const latest = (a: { trashedAtMs: number | null }, b: { trashedAtMs: number | null }) =>
    (b.trashedAtMs ?? 0) - (a.trashedAtMs ?? 0)
  return {
    projects: view.projects.filter(({ trashedAtMs }) => trashedAtMs !== null).sort(latest),
    documents: view.documents
      .filter(it => it.trashedAtMs !== null && live.has(it.project) && !liesInTrash(it.parent))
      .sort(latest),
  }
}

export function withProject(view: LibraryView, project: Project): LibraryView {
  return { ...view, projects: put(view.projects, project) }
}

export function withDocument(view: LibraryView, document: DocumentSummary): LibraryView {
  return { ...view, documents: put(view.documents, document) }
}

/** `view` with documents that main made or changed. */
export function withDocuments(view: LibraryView, changed: readonly DocumentSummary[]): LibraryView {
  const byId = new Map(changed.map(it => [it.id, it]))
  const known = new Set(view.documents.map(({ id }) => id))
  const documents = view.documents.map(it => byId.get(it.id) ?? it)
  return { ...view, documents: [...documents, ...changed.filter(({ id }) => !known.has(id))] }
}

/** `view` with some fields of one project changed; as it was if there is no such project. */
export function changeProject(view: LibraryView, id: ProjectId, change: Partial<Project>): LibraryView {
  return { ...view, projects: view.projects.map(it => (it.id === id ? { ...it, ...change } : it)) }
}

/** `view` with some fields of one document changed; as it was if there is no such document. */
export function changeDocument(view: LibraryView, id: DocumentId, change: Partial<DocumentSummary>): LibraryView {
  return { ...view, documents: view.documents.map(it => (it.id === id ? { ...it, ...change } : it)) }
}

export function withLabel(view: LibraryView, label: Label): LibraryView {
  return { ...view, labels: put(view.labels, label) }
}

export function withoutLabel(view: LibraryView, id: LabelId): LibraryView {
  return {
    ...view,
    labels: view.labels.filter(it => it.id !== id),
    documents: view.documents.map(it => (it.label === id ? { ...it, label: null } : it)),
  }
}

function put<T extends { id: string }>(list: readonly T[], item: T): readonly T[] {
  return list.some(({ id }) => id === item.id) ? list.map(it => (it.id === item.id ? item : it)) : [...list, item]
}

function byPosition(a: { position: number }, b: { position: number }): number {
  return a.position - b.position
}
