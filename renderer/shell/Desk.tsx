import type { Extensions } from '@tiptap/core'
import type { ReactNode } from 'react'
import type { DocumentId } from '@contract/library.ts'
import { Editor } from '../editor/Editor.tsx'
import type { EditorProps, OpenEditor, WordCount } from '../editor/Editor.tsx'
import type { DocumentState } from '../state/document.ts'
import type { Picture } from '@contract/binder.ts'
import { PicturePage } from './PicturePage.tsx'
import css from '../theme/App.module.css'

type DeskProps = Readonly<{
  state: DocumentState
  title: string
  extra: Extensions
  /** Lies over the page: what finds on it. */
  over: ReactNode
  editable: boolean
  typographicQuotes: boolean
  onOpen: (open: OpenEditor | null) => void
  onEdit: () => void
  onChanges: EditorProps['onChanges']
  onUnfit: () => void
  onCaret: () => void
  onCount: (count: WordCount) => void
  onRefused: (sentence: string) => void
  loadPicture: (id: DocumentId) => Promise<Picture | null>
  onRetry: (id: DocumentId) => void
  /** Null where nothing can be created. */
  onCreate: (() => void) | null
}>

/** The middle of the window: the open document, or why there is none. */
export function Desk({ state, title, over, loadPicture, onRetry, onCreate, ...editor }: DeskProps) {
  return (
    <main className={css.desk} aria-label="Page" data-pane="page">
      {state.phase === 'none' && (
        <div className={css.empty}>
          <p>Choose a document in the binder{onCreate && ', or begin a new one'}.</p>
          {onCreate && (
            <button type="button" onClick={onCreate}>
              New document
            </button>
          )}
        </div>
      )}
      {state.phase === 'loading' && <div className={css.blank} role="status" aria-label="The document is being read" />}
      {state.phase === 'failed' && (
        <div className={css.empty} role="alert">
          <p>{state.fault.message}</p>
          <button type="button" onClick={() => onRetry(state.id)}>
            Try again
          </button>
        </div>
      )}
      {state.phase === 'open' && state.document.isImage && (
        <PicturePage key={state.document.id} id={state.document.id} title={title} load={loadPicture} />
      )}
      {state.phase === 'open' && !state.document.isImage && (
        <>
          <Editor key={state.document.id} document={state.document} label={`Text of ${title}`} {...editor} />
          {over}
        </>
      )}
    </main>
  )
}
