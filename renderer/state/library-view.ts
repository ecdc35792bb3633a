import type { DocumentId, DocumentSummary, LibraryView, Project, ProjectId } from '@contract/library.ts'

/** Projects that are not in the trash, in order. */
export function liveProjects(view: LibraryView): readonly Project[] {
  return view.projects.filter(({ trashedAtMs }) => trashedAtMs === null).sort(byPosition)
}

/** A project's documents that are not in the trash, in order. */
export function documentsOf(view: LibraryView, project: ProjectId): readonly DocumentSummary[] {
  return view.documents.filter(it => it.project === project && it.trashedAtMs === null).sort(byPosition)
}

/** All documents that can be opened, in the order of the binder. */
export function openableDocuments(view: LibraryView): readonly DocumentSummary[] {
  return liveProjects(view).flatMap(({ id }) => documentsOf(view, id))
}

/** What lies in the trash by itself: projects, and documents of projects that do not; the latest first. */
export function trashOf(view: LibraryView): Readonly<{ projects: Project[]; documents: DocumentSummary[] }> {
  const live = new Set(liveProjects(view).map(({ id }) => id))
  const latest = (a: { trashedAtMs: number | null }, b: { trashedAtMs: number | null }) =>
    (b.trashedAtMs ?? 0) - (a.trashedAtMs ?? 0)
  return {
    projects: view.projects.filter(({ trashedAtMs }) => trashedAtMs !== null).sort(latest),
    documents: view.documents.filter(it => it.trashedAtMs !== null && live.has(it.project)).sort(latest),
  }
}

export function withProject(view: LibraryView, project: Project): LibraryView {
  return { ...view, projects: put(view.projects, project) }
}

export function withDocument(view: LibraryView, document: DocumentSummary): LibraryView {
  return { ...view, documents: put(view.documents, document) }
}

/** `view` with some fields of one project changed; as it was if there is no such project. */
export function changeProject(view: LibraryView, id: ProjectId, change: Partial<Project>): LibraryView {
  return { ...view, projects: view.projects.map(it => (it.id === id ? { ...it, ...change } : it)) }
}

/** `view` with some fields of one document changed; as it was if there is no such document. */
export function changeDocument(view: LibraryView, id: DocumentId, change: Partial<DocumentSummary>): LibraryView {
  return { ...view, documents: view.documents.map(it => (it.id === id ? { ...it, ...change } : it)) }
}

/** Puts a document at `position` among the live documents of `project`; those after it make room. */
export function moveDocument(view: LibraryView, id: DocumentId, project: ProjectId, position: number): LibraryView {
  const moved = view.documents.find(it => it.id === id)
  if (!moved) return view
  const order: DocumentSummary[] = documentsOf(view, project).filter(it => it.id !== id)
  order.splice(position, 0, moved)
  const places = new Map(order.map((it, at) => [it.id, at]))
  const documents = view.documents.map(it => {
    const at = places.get(it.id)
    return at === undefined ? it : { ...it, project, position: at }
  })
  return { ...view, documents }
}

/** Where a document stands among the live ones of its project, 0 being first; -1 if it is not among them. */
export function positionOf(view: LibraryView, id: DocumentId): number {
  const document = view.documents.find(it => it.id === id)
  return document ? documentsOf(view, document.project).findIndex(it => it.id === id) : -1
}

function put<T extends { id: string }>(list: readonly T[], item: T): readonly T[] {
  return list.some(({ id }) => id === item.id) ? list.map(it => (it.id === item.id ? item : it)) : [...list, item]
}

function byPosition(a: { position: number }, b: { position: number }): number {
  return a.position - b.position
}

/** What the binder shows: projects with their documents in order, then the trash. */
export type BinderTree = Readonly<{
  projects: readonly Readonly<{ project: Project; documents: readonly DocumentSummary[] }>[]
  trash: ReturnType<typeof trashOf>
}>

export function binderTree(view: LibraryView): BinderTree {
  const projects = liveProjects(view).map(project => ({ project, documents: documentsOf(view, project.id) }))
  return { projects, trash: trashOf(view) }
}
