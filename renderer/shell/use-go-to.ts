import { useRef } from 'react'
import type { DocumentId } from '@contract/library.ts'
import type { Piece } from '@contract/search.ts'
import { TextSelection } from '@tiptap/pm/state'
import type { OpenEditor } from '../editor/Editor.tsx'
import { placeOf } from '../editor/find/excerpt.ts'
import { showSelection } from '../editor/find/find-plugin.ts'
import type { Documents } from './use-documents.ts'

export type GoTo = ReturnType<typeof useGoTo>

/** Goes to a place in a document, opening it if need be. `arrived` is to be told of every editor that comes on screen. */
export function useGoTo(documents: Documents, open: OpenEditor | null) {
  const bound = useRef<Readonly<{ document: DocumentId; excerpt: readonly Piece[] }> | null>(null)

  function arrived(opened: OpenEditor | null): void {
    const target = bound.current
    if (opened === null || target?.document !== opened.document) return
    bound.current = null
    const { view } = opened.editor
    const place = placeOf(view.state.doc, target.excerpt)
    view.focus()
    if (!place) return
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, place.from, place.to)))
    showSelection(view)
  }

  function go(document: DocumentId, excerpt: readonly Piece[]): void {
    bound.current = { document, excerpt }
    if (open?.document === document) arrived(open)
    else void documents.open(document)
  }

  return { go, arrived }
}
