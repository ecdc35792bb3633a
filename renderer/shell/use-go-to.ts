import { useRef } from 'react'
import type { DocumentId } from '@contract/library.ts'
import type { FootnoteHit, Piece } from '@contract/search.ts'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { OpenEditor } from '../editor/Editor.tsx'
import { placeOf } from '../editor/find/excerpt.ts'
import { showSelection } from '../editor/find/find-plugin.ts'
import { selectFootnote } from '../editor/footnote-edits.ts'
import type { Documents } from './use-documents.ts'

/** Selects what is gone to; null if it is not there any more. */
type Select = (state: EditorState) => Transaction | null

export type GoTo = ReturnType<typeof useGoTo>

/** Goes to a place in a document, opening it if need be. `arrived` is to be told of every editor that comes on screen. */
export function useGoTo(documents: Documents, open: OpenEditor | null) {
  const bound = useRef<Readonly<{ document: DocumentId; select: Select }> | null>(null)

  function arrived(opened: OpenEditor | null): void {
    const target = bound.current
    if (opened === null || target?.document !== opened.document) return
    bound.current = null
    const { view } = opened.editor
    view.focus()
    const selecting = target.select(view.state)
    if (selecting === null) return
    view.dispatch(selecting)
    showSelection(view)
  }

  function goBy(document: DocumentId, select: Select): void {
    bound.current = { document, select }
    if (open?.document !== document) return void documents.open(document)
    documents.toPage()
    arrived(open)
  }

  return {
    /** To where these words stand. */
    go: (document: DocumentId, excerpt: readonly Piece[]) => goBy(document, state => selectWords(state, excerpt)),
    goToFootnote: ({ document, number, excerpt }: FootnoteHit) =>
      goBy(document, state => selectFootnote(state, number, excerpt)),
    arrived,
  }
}

function selectWords({ doc, tr }: EditorState, excerpt: readonly Piece[]): Transaction | null {
  const place = placeOf(doc, excerpt)
  return place && tr.setSelection(TextSelection.create(doc, place.from, place.to))
}
