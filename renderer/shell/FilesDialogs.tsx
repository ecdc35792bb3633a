import type { Editor } from '@tiptap/core'
import { useStore } from 'zustand'
import type { ExportScope } from '@contract/files.ts'
import { contentWithoutGaps } from '../editor/gap.ts'
import type { DocJson, DocumentId, DocumentSummary, LibraryView, Project } from '@contract/library.ts'
import { ExportDialog } from '../panels/ExportDialog.tsx'
import type { ExportChoice } from '../panels/ExportDialog.tsx'
import { ImportDialog } from '../panels/ImportDialog.tsx'
import { JobDialog } from '../panels/JobDialog.tsx'
import { liveProjects } from '../state/library-view.ts'
import { keptExportChoice, keepExportChoice } from './export-choice.ts'
import type { Stores } from './stores.ts'

type FilesDialogsProps = Readonly<{
  stores: Stores
  view: LibraryView
  document: DocumentSummary | null
  project: Project | null
  editor: Editor | null
  onOpen: (id: DocumentId) => void
}>

/** The dialog that an export or an import is at. */
export function FilesDialogs({ stores, view, document, project, editor, onOpen }: FilesDialogsProps) {
  const { files, notices } = stores
  const state = useStore(files.store)
  const selection = editor ? selected(editor) : null

  function scopeOf({ what }: ExportChoice): ExportScope | null {
    if (what === 'project') return project && { kind: 'project', project: project.id }
    if (!document) return null
    if (what === 'document') return { kind: 'document', document: document.id }
    return selection && { kind: 'selection', document: document.id, doc: selection }
  }

  async function onExport(choice: ExportChoice): Promise<void> {
    const scope = scopeOf(choice)
    if (!scope) return
    keepExportChoice(choice)
    const { what: _, ...rest } = choice
    if (await stores.document.flush()) await files.runExport({ ...rest, scope })
    else notices.say('The open document could not be saved, so nothing was exported.', 'alert')
  }

  switch (state.phase) {
    case 'idle':
      return null
    case 'asking': {
      const names = {
        ...(document ? { document: document.title } : {}),
        ...(document && selection ? { selection: `Selected in ${document.title}` } : {}),
        ...(project ? { project: project.title } : {}),
      }
      const what = selection ? 'selection' : document ? 'document' : 'project'
      return (
        <ExportDialog
          names={names}
          initial={{ ...keptExportChoice(), what, origins: false }}
          onExport={choice => void onExport(choice)}
          onClose={files.cancel}
        />
      )
    }
    case 'working':
      return (
        state.progress && (
          <JobDialog
            title={state.what === 'export' ? 'Exporting' : 'Importing'}
            progress={state.progress}
            onCancel={files.cancel}
          />
        )
      )
    case 'preview':
      return (
        <ImportDialog
          key={state.id}
          preview={state.preview}
          projects={liveProjects(view)}
          onSplit={split => void files.split(state.id, split)}
          onImport={choice =>
            void files
              .keep({ id: state.id, split: state.preview.split, ...choice })
              .then(first => first && onOpen(first))
          }
          onClose={files.cancel}
        />
      )
  }
}

/** What is selected, as a document; null if nothing is. */
function selected({ state: { doc, selection } }: Editor): DocJson | null {
  const cut = doc.cut(selection.from, selection.to)
  // A gap alone is nothing to export.
  return selection.empty || contentWithoutGaps(cut.content).size === 0 ? null : (cut.toJSON() as DocJson)
}
