import type { Card, DocumentKind, Label, LabelId, Place, TemplateName } from '@contract/binder.ts'
import type { CallName, Calls, Copy } from '@contract/ipc.ts'
import type { DocumentDraft, DocumentId, LibraryView, NewDocument, ProjectId } from '@contract/library.ts'
import { changeDocument, changeProject, withDocuments, withLabel, withoutLabel, withProject } from './library-view.ts'

/** Asks main for a change; what it answers is put in the view, or told as a notice. Resolves to whether it was made. */
export type Make = <N extends CallName>(
  name: N,
  args: Parameters<Calls[N]>,
  next: (view: LibraryView, value: ReturnType<Calls[N]>) => LibraryView,
) => Promise<boolean>

/** What can be changed in the binder, each as one call to main. Ids of what is made are minted here. */
export function documentCalls(make: Make) {
  async function createProject(title: string, template: TemplateName = 'blank'): Promise<ProjectId | null> {
    const id = crypto.randomUUID() as ProjectId
    const made = await make('project:create', [id, title, template], (view, { project, documents }) =>
      withDocuments(withProject(view, project), documents),
    )
    return made ? id : null
  }

  async function createDocument(place: Place, title: string, kind: DocumentKind): Promise<DocumentId | null> {
    const id = crypto.randomUUID() as DocumentId
    return (await make('document:create', [id, place, title, kind], withDocuments)) ? id : null
  }

  async function addPicture(place: Place, title: string, bytes: Uint8Array): Promise<DocumentId | null> {
    const id = crypto.randomUUID() as DocumentId
    return (await make('document:add-image', [id, place, title, bytes], withDocuments)) ? id : null
  }

  return {
    createProject,
    createDocument,
    addPicture,
    renameProject: (id: ProjectId, title: string) =>
      make('project:rename', [id, title], now => changeProject(now, id, { title })),
    renameDocument: (id: DocumentId, title: string) =>
      make('document:rename', [id, title], now => changeDocument(now, id, { title })),
    move: (ids: readonly DocumentId[], place: Place) => make('document:move', [ids, place], withDocuments),
    trashProject: (id: ProjectId) =>
      make('project:trash', [id], now => changeProject(now, id, { trashedAtMs: Date.now() })),
    restoreProject: (id: ProjectId) =>
      make('project:restore', [id], now => changeProject(now, id, { trashedAtMs: null })),
    trashDocuments: (ids: readonly DocumentId[]) => make('document:trash', [ids], withDocuments),
    restoreDocument: (id: DocumentId) => make('document:restore', [id], withDocuments),
    describe: (ids: readonly DocumentId[], change: Partial<Card>) =>
      make('document:describe', [ids, change], withDocuments),
    split: (stays: DocumentDraft, rest: NewDocument) => make('document:split', [stays, rest], withDocuments),
    merge: (joined: DocumentDraft, others: readonly DocumentId[]) =>
      make('document:merge', [joined, others], withDocuments),
    duplicate: (copies: readonly Copy[]) => make('document:duplicate', [copies], withDocuments),
    saveLabel: (label: Label) => make('label:save', [label], now => withLabel(now, label)),
    deleteLabel: (id: LabelId) => make('label:delete', [id], now => withoutLabel(now, id)),
  }
}
