import type { Extensions } from '@tiptap/core'
import type { ReactNode } from 'react'
import type { DocumentId } from '@contract/library.ts'
import { Editor } from '../editor/Editor.tsx'
import type { EditorProps, OpenEditor, WordCount } from '../editor/Editor.tsx'
import type { DocumentState } from '../state/document.ts'
import type { Picture } from '@contract/binder.ts'
import { PicturePage } from './PicturePage.tsx'
import css from '../theme/App.module.css'

/** How the middle of the window shows the project. */
export type DeskMode = 'page' | 'corkboard' | 'outline' | 'reading'

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
  /** The corkboard or the outline, shown in place of the page; null for the page. */
  board: ReactNode
  /** Draws the editor among the other scenes of a range. */
  stack: ((editor: ReactNode) => ReactNode) | null
  onRetry: (id: DocumentId) => void
  /** Null where nothing can be created. */
  onCreate: (() => void) | null
}>

type ShownProps = Omit<DeskProps, 'board' | 'stack'> & Readonly<{ stacked: boolean }>

/** The open document, or why there is none. */
function Shown({ state, title, over, loadPicture, onRetry, onCreate, ...editor }: ShownProps) {
  switch (state.phase) {
    case 'none':
      return (
        <div className={css.empty}>
          <p>Choose a document in the binder{onCreate && ', or begin a new one'}.</p>
          {onCreate && (
            <button type="button" onClick={onCreate}>
              New document
            </button>
          )}
        </div>
      )
    case 'loading':
      return <div className={css.blank} role="status" aria-label="The document is being read" />
    case 'failed':
      return (
        <div className={css.empty} role="alert">
          <p>{state.fault.message}</p>
          <button type="button" onClick={() => onRetry(state.id)}>
            Try again
          </button>
        </div>
      )
    case 'open':
      return state.document.isImage ? (
        <PicturePage key={state.document.id} id={state.document.id} title={title} load={loadPicture} />
      ) : (
        <>
          <Editor key={state.document.id} document={state.document} label={`Text of ${title}`} {...editor} />
          {over}
        </>
      )
  }
}

/** The middle of the window: the page, the board that lies in its place, or the page among those of its range. */
export function Desk({ state, title, over, loadPicture, board, stack, onRetry, onCreate, ...editor }: DeskProps) {
  const shown = (
    <Shown {...{ state, title, over, loadPicture, onRetry, onCreate }} stacked={stack !== null} {...editor} />
  )
  return (
    <main className={css.desk} aria-label="Page" data-pane="page">
      {board}
      <div className={css.host} hidden={board !== null}>
        {stack === null ? shown : stack(shown)}
      </div>
    </main>
  )
}
