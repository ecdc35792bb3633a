import { useRef, useState } from 'react'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import type { BinderItem } from '../panels/binder-rows.ts'
import { documentsOf, liveProjects, openableDocuments } from '../state/library-view.ts'
import type { Stores } from './stores.ts'

export type Documents = ReturnType<typeof useDocuments>

/** What the binder and the commands do with projects and documents. */
export function useDocuments({ library, document, history, notices }: Stores) {
  const [renaming, setRenaming] = useState<ProjectId | DocumentId | null>(null)
  /** The document just made: once it has its title, the writer goes on in the page. */
  const fresh = useRef<DocumentId | null>(null)

  function openId(): DocumentId | null {
    const state = document.store.getState()
    return state.phase === 'open' ? state.document.id : null
  }

  async function open(id: DocumentId): Promise<void> {
    const opened = await document.open(id)
    const state = document.store.getState()
    if (opened && openId() === id) {
      library.changeSettings({ openDocument: id })
      history.show(id)
    } else if (state.phase === 'open' && state.save.kind === 'failed') {
      notices.say('The open document has changes that could not be saved, so it stays open until they are.', 'alert')
    }
  }

  async function createDocument(project: ProjectId): Promise<void> {
    const id = await library.createDocument(project, 'Untitled')
    if (!id) return
    await open(id)
    fresh.current = id
    setRenaming(id)
  }

  async function createProject(): Promise<void> {
    const id = await library.createProject('Untitled project')
    if (id) setRenaming(id)
  }

  /** A new document in the project of the open one, or in the first. */
  async function newDocument(): Promise<void> {
    const view = library.view()
    if (!view) return
    const home = view.documents.find(it => it.id === openId())?.project ?? liveProjects(view)[0]?.id
    const project = home ?? (await library.createProject('My writing'))
    if (project) await createDocument(project)
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
  async function trash(item: BinderItem): Promise<void> {
    const view = library.view()
    if (!view) return
    const gone = item.kind === 'document' ? [item.id] : documentsOf(view, item.id).map(({ id }) => id)
    const id = openId()
    const leaves = id !== null && gone.includes(id)
    if (leaves && !(await document.flush())) return
    const done = await (item.kind === 'project' ? library.trashProject(item.id) : library.trashDocument(item.id))
    if (!done) return
    notices.keep(`trash-${item.id}`, 'status', `“${item.title}” is in the trash.`, [
      { label: 'Undo', run: () => void restore(item) },
    ])
    setTimeout(() => notices.drop(`trash-${item.id}`), 10_000)
    if (leaves)
      await openBeside(
        id,
        gone,
        openableDocuments(view).map(it => it.id),
      )
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
    createDocument,
    createProject,
    newDocument,
    rename,
    trash,
    restore,
    step,
  }
}
