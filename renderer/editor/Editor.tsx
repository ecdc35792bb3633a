import type { Content, Editor as TipTap, Extensions } from '@tiptap/core'
import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Step } from '@tiptap/pm/transform'
import type { Document, DocumentDraft, DocumentId } from '@contract/library.ts'
import type { Origin } from '@contract/origin.ts'
import css from '../theme/Editor.module.css'
import { foreignContent, isKnownContent } from './content.ts'
import { replayed, wholeChange } from './journal.ts'
import { originAt } from './origin/origin.ts'
import { endOfPage, restoreCaret, restoreScroll, takeFocus, watchScroll } from './place.ts'
import { studioExtensions } from './schema.ts'
import { documentWords, plainText, wordsBetween } from './words.ts'

/** An editor that is on screen. `draft` reads its content: call it when saving, not at every key. */
export type OpenEditor = Readonly<{ document: DocumentId; editor: TipTap; draft: () => DocumentDraft }>
/** What the status bar tells. `origin`: of the text at the caret; null for the writer's. */
export type WordCount = Readonly<{ document: DocumentId; words: number; selected: number; origin: Origin | null }>

/** How long after the last change words are counted again. */
const COUNT_AFTER_MS = 250

export type EditorProps = Readonly<{
  document: Document
  /** Read when the editor is made, as is `document`: give the component a `key` to make another. */
  extra: Extensions
  /** Among other pages, in a part of the window that scrolls them all: it has none of its own. */
  stacked?: boolean
  label: string
  editable: boolean
  typographicQuotes: boolean
  /** With the editor once it is on screen, with null before it goes. */
  onOpen: (open: OpenEditor | null) => void
  /** After every change of the content, and after every move of the caret without one. Must be cheap. */
  onEdit: () => void
  /** What changed, step by step, and at first what the loaded content lacks. Must be cheap. */
  onChanges: (steps: readonly Step[]) => void
  /** The journal of the document could not be applied to it. */
  onUnfit: () => void
  onCaret: () => void
  onCount: (count: WordCount) => void
  onRefused: (sentence: string) => void
  /** Drawn under the page, inside the part that scrolls. */
  children?: ReactNode
}>

/** The page: one document in one editor. Typing never renders React. */
export function Editor({
  document,
  extra,
  stacked = false,
  label,
  editable,
  typographicQuotes,
  children,
  ...on
}: EditorProps) {
  const latest = useRef({ ...on, label, typographicQuotes })
  latest.current = { ...on, label, typographicQuotes }
  const desk = useRef<HTMLDivElement>(null)
  const counting = useRef<number>(undefined)
  const [{ known, restored, ...options }] = useState(() => {
    const extensions = [
      ...studioExtensions({
        typographicQuotes: () => latest.current.typographicQuotes,
        onRefused: sentence => latest.current.onRefused(sentence),
      }),
      ...extra,
    ]
    const fixed = { role: 'textbox', 'aria-multiline': 'true', spellcheck: 'false' }
    const attributes = () => ({ ...fixed, 'aria-label': latest.current.label })
    const known = isKnownContent(extensions, document.doc)
    const restored = known ? replayed(extensions, document) : null
    return {
      known,
      restored,
      extensions,
      content: (restored?.toJSON() ?? document.doc) as Content,
      editorProps: { attributes },
    }
  })
  const writable = editable && known
  const editor = useEditor({
    ...options,
    editable: writable,
    injectCSS: false,
    onUpdate: ({ transaction, appendedTransactions }) => {
      latest.current.onEdit()
      latest.current.onChanges([transaction, ...appendedTransactions].flatMap(({ steps }) => steps))
      countSoon()
    },
    onSelectionUpdate: ({ transaction }) => {
      if (!transaction.docChanged) latest.current.onCaret()
      countSoon()
    },
  })

  function countSoon() {
    counting.current ??= window.setTimeout(() => {
      counting.current = undefined
      if (!editor.isDestroyed) latest.current.onCount(countOf(document.id, editor))
    }, COUNT_AFTER_MS)
  }

  useEffect(() => {
    restoreCaret(editor, document.caret)
    takeFocus(editor)
    if (!stacked) restoreScroll(editor, desk.current, document.id)
    latest.current.onOpen({ document: document.id, editor, draft: () => draftOf(document.id, editor) })
    latest.current.onCount(countOf(document.id, editor))
    if (!known) latest.current.onRefused(foreignContent)
    else if (!restored) latest.current.onUnfit()
    else if (document.journal.length > 0 && editor.isEditable) latest.current.onEdit()
    if (restored && editor.isEditable && !restored.eq(editor.state.doc))
      latest.current.onChanges([wholeChange(restored, editor.state.doc)])
    const stopWatching = watchScroll(stacked ? null : desk.current, document.id)
    return () => {
      stopWatching()
      window.clearTimeout(counting.current)
      latest.current.onOpen(null)
    }
    // The document of one editor never changes: App gives the component its id as key.
  }, [editor, document.id, known])

  useEffect(() => {
    if (editor.isEditable !== writable) editor.setEditable(writable, false)
  }, [editor, writable])

  // The attributes of the page are read whenever its state is set.
  useEffect(() => editor.view.updateState(editor.state), [editor, label])

  return (
    <div ref={desk} className={stacked ? css.stacked : css.desk} data-scroller={stacked ? undefined : true}>
      <article className={css.page} onMouseDown={event => endOfPage(editor, event)}>
        <EditorContent editor={editor} className={css.content} />
      </article>
      {children}
    </div>
  )
}

function countOf(id: DocumentId, editor: TipTap): WordCount {
  const { doc, selection } = editor.state
  return {
    document: id,
    words: documentWords(doc),
    selected: wordsBetween(doc, selection.from, selection.to),
    origin: originAt(doc, selection),
  }
}

function draftOf(id: DocumentId, editor: TipTap): DocumentDraft {
  const { doc, selection } = editor.state
  return {
    id,
    doc: doc.toJSON() as DocumentDraft['doc'],
    text: plainText(doc),
    words: documentWords(doc),
    caret: { anchor: selection.anchor, head: selection.head },
  }
}
