import type { Editor } from '@tiptap/core'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { DocumentId } from '@contract/library.ts'
import { grown } from '../editor/infill/meaning.ts'
import type { Stretch } from '../editor/infill/meaning.ts'
import { selectedGap } from '../editor/gap-edits.ts'
import { isInRegion } from '../editor/infill/targets.ts'

/** What a context menu is asked for. `word`: the one under the pointer or at the caret, as positions. */
export type MenuPlace =
  | Readonly<{ kind: 'text' | 'region' | 'gap'; word: Stretch | null }>
  | Readonly<{ kind: 'preview' }>
  | Readonly<{ kind: 'document'; id: DocumentId }>

const editing = ['cut', 'copy', 'paste', 'paste-plain', 'select-all']

/** The commands that make sense at each place, in groups. */
export const menuCommands: Readonly<Record<MenuPlace['kind'], readonly (readonly string[])[]>> = {
  text: [
    ['fill', 'region', 'region-paragraph', 'lock', 'grow'],
    ['bridge', 'toward', 'continue', 'gap'],
    editing,
    ['scrap-move', 'scrap-keep'],
    ['bold', 'italic', 'link', 'footnote', 'split'],
  ],
  region: [
    ['fill', 'fill-all', 'region', 'region-none'],
    ['lock', 'lock-names', 'lock-speech', 'redraw'],
    editing,
    ['scrap-move', 'scrap-keep'],
  ],
  gap: [['fill', 'fill-all', 'gap-remove', 'gap-none'], editing],
  preview: [
    ['accept', 'stop', 'discard'],
    ['variant-next', 'variant-previous', 'compare', 'more'],
    ['variant-edit', 'variant-star', 'variant-copy', 'scrap-variant', 'variant-reject'],
    ['reroll', 'polish', 'branch', 'breed', 'resume'],
  ],
  document: [
    ['new-scene', 'new-chapter', 'duplicate', 'merge'],
    ['move-up', 'move-down', 'move-in', 'move-out'],
    ['convert-scene', 'convert-chapter', 'convert-part', 'convert-note'],
    ['document-trash'],
  ],
}

export const menuLabels: Readonly<Record<MenuPlace['kind'], string>> = {
  text: 'What can be done with the text',
  region: 'What can be done with the region',
  gap: 'What can be done with the gap',
  preview: 'What can be done with what is offered',
  document: 'What can be done with the document',
}

/** What lies at an element; null where the studio has no menu of its own. `point` is null for the keyboard. */
export function placeAt(
  target: Element,
  editor: Editor | null,
  point: Readonly<{ x: number; y: number }> | null,
): MenuPlace | null {
  if (target.closest('dialog, input, textarea') !== null) return null
  const line = target.closest<HTMLElement>('[role=treeitem][data-kind=document]')
  if (line?.dataset['key'] !== undefined) return { kind: 'document', id: line.dataset['key'] as DocumentId }
  if (editor === null || !editor.view.dom.contains(target)) return null
  if (target.closest('.infill, .infill-strip') !== null) return { kind: 'preview' }
  if (point !== null) putCaret(editor, target, point)
  return placeOfCaret(editor)
}

/** A click outside of the selection puts the caret there, as everywhere. */
function putCaret({ view, state }: Editor, target: Element, { x, y }: Readonly<{ x: number; y: number }>): void {
  const node = target.closest('.gap, .footnote')
  if (node !== null)
    return view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, view.posAtDOM(node, 0))))
  const pos = view.posAtCoords({ left: x, top: y })?.pos
  const { from, to, empty } = state.selection
  if (pos === undefined || (!empty && from <= pos && pos <= to)) return
  view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(pos))))
}

function placeOfCaret({ state }: Editor): MenuPlace {
  const { from, head, empty } = state.selection
  const at = empty ? head : from + 1
  const word = empty ? grown(state.doc, { from: head, to: head }) : { from, to: state.selection.to }
  const isWord = word !== null && !/\s/.test(state.doc.textBetween(word.from, word.to, ' ', ' '))
  if (selectedGap(state) !== null) return { kind: 'gap', word: null }
  return { kind: isInRegion(state.doc, at) ? 'region' : 'text', word: isWord ? word : null }
}
