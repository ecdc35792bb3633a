import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { DocumentKind, Place, TemplateName } from '@contract/binder.ts'
import type { DocumentId, LibraryView, ProjectId } from '@contract/library.ts'
import type { BinderItem } from '../panels/binder-rows.ts'
import { documentsOf, flat, liveProjects, nodeOf, nodesOf, openableDocuments } from '../state/library-view.ts'
import { placeForNew, usualKind } from '../state/new-document.ts'
import type { Stores } from './stores.ts'

export type Documents = ReturnType<typeof useDocuments>

/** What the binder and the commands do with projects and documents. `toPage` takes away what lies in the page's place. */
export function useDocuments({ library, document, history, snapshots, scraps, notices }: Stores, toPage: () => void) {
  const [renaming, setRenaming] = useState<ProjectId | DocumentId | null>(null)
  /** The document just made: once it has its title, the writer goes on in the page. */
  const fresh = useRef<DocumentId | null>(null)

  function openId(): DocumentId | null {
    const state = document.store.getState()
    return state.phase === 'open' ? state.document.id : null
  }

  async function open(id: DocumentId): Promise<void> {
    toPage()
    const opened = await document.open(id)
    const state = document.store.getState()
    if (opened && openId() === id) {
      library.changeSettings({ openDocument: id })
      const project = library.view()?.documents.find(it => it.id === id)?.project ?? null
      history.show(id, project)
      scraps.show(project)
      snapshots.show(id)
    } else if (state.phase === 'open' && state.save.kind === 'failed') {
      notices.say('The open document has changes that could not be saved, so it stays open until they are.', 'alert')
    }
  }

  async function createAt(place: Place, kind: DocumentKind): Promise<void> {
    const id = await library.createDocument(place, 'Untitled', kind)
    if (!id) return
    await open(id)
    fresh.current = id
    setRenaming(id)
  }

  /** A new document at the end of a project, or of what a document holds. */
  async function createDocument(project: ProjectId, parent: DocumentId | null): Promise<void> {
    const view = library.view()
    if (!view) return
    const beside = parent === null ? nodesOf(view, project) : (nodeOf(view, parent)?.children ?? [])
    await createAt({ project, parent, position: beside.length }, usualKind(view, parent))
  }

  /** Makes a project from a template and opens its first text; a blank one gets no document yet. */
  async function createProject(title: string, template: TemplateName): Promise<void> {
    const id = await library.createProject(title, template)
    const view = library.view()
    if (!id || !view) return
    const first = flat(nodesOf(view, id)).find(it => it.children.length === 0)
    if (first) await open(first.document.id)
    else await createDocument(id, null)
  }

  /** A new document after the open one, or inside it if it is a part or chapter; without one, in the first project. */
  async function newDocument(): Promise<void> {
    const view = library.view()
    if (!view) return
    const kind = usualKind(view, openId())
    const place = placeForNew(view, openId(), kind)
    if (place) return createAt(place, kind)
    const project = liveProjects(view)[0]?.id ?? (await library.createProject('My writing'))
    if (project) await createDocument(project, null)
  }

  function rename(item: BinderItem, title: string): void {
    void (item.kind === 'project' ? library.renameProject(item.id, title) : library.renameDocument(item.id, title))
  }

  /** Begins to type a title, or ends it with null. Returns whether it was that of a document just made. */
  function nameIt(id: ProjectId | DocumentId | null): boolean {
    const named = id === null && fresh.current !== null && fresh.current === renaming
    fresh.current = null
    setRenaming(id)
    return named
  }

  /** Throws away; when the open document goes with it, the one beside it is opened. */
  async function trash(items: readonly BinderItem[]): Promise<void> {
    const view = library.view()
    const [first] = items
    if (!view || !first) return
    const gone = items.flatMap(item =>
      item.kind === 'project' ? documentsOf(view, item.id).map(it => it.id) : heldBy(view, item.id),
    )
    const id = openId()
    const leaves = id !== null && gone.includes(id)
    if (leaves && !(await document.flush())) return
    const done = await (first.kind === 'project'
      ? library.trashProject(first.id)
      : library.trashDocuments(items.flatMap(item => (item.kind === 'document' ? [item.id] : []))))
    if (!done) return
    const what = items.length === 1 ? `“${first.title}” is` : `${items.length} documents are`
    const undo = { label: 'Undo', run: () => void restoreAll(items) }
    notices.offer(`trash-${first.id}`, `${what} in the trash.`, undo)
    if (leaves)
      await openBeside(
        id,
        gone,
        openableDocuments(view).map(it => it.id),
      )
  }

  async function restoreAll(items: readonly BinderItem[]): Promise<void> {
    for (const item of items) await restore(item)
  }

  async function openBeside(id: DocumentId, gone: readonly DocumentId[], order: readonly DocumentId[]): Promise<void> {
    const at = order.indexOf(id)
    const left = (it: DocumentId) => !gone.includes(it)
    const next = order.slice(at).find(left) ?? order.slice(0, at).findLast(left)
    if (next) await open(next)
    else if (await document.close()) library.changeSettings({ openDocument: null })
  }

  async function restore(item: BinderItem): Promise<void> {
    notices.drop(`trash-${item.id}`)
    const done = await (item.kind === 'project' ? library.restoreProject(item.id) : library.restoreDocument(item.id))
    if (done) notices.say(`“${item.title}” is back.`)
  }

  /** Opens the document after (1) or before (-1) the open one. */
  async function step(by: 1 | -1): Promise<void> {
    const view = library.view()
    if (!view) return
    const order = openableDocuments(view)
    const next = order[order.findIndex(({ id }) => id === openId()) + by]
    if (next) await open(next.id)
  }

  return {
    renaming,
    nameIt,
    openId,
    open,
    /** At once: what is gone to can have the focus. */
    toPage: () => flushSync(toPage),
    createAt,
    createDocument,
    createProject,
    newDocument,
    rename,
    trash,
    restore,
    step,
  }
}

function heldBy(view: LibraryView, id: DocumentId): DocumentId[] {
  const node = nodeOf(view, id)
  return node ? flat([node]).map(it => it.document.id) : []
}
