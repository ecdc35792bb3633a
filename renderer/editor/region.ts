import { Mark } from '@tiptap/core'
import type { Editor } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { ownRegions } from './copied-regions.ts'
import type { Stretch } from './infill/meaning.ts'
import { hasWords, markedRegions, regionAt, targetsBetween } from './infill/targets.ts'

/**
 * A stretch that may be rewritten, marked by the writer. Stretches with the same `id` are one region, in several blocks.
 * It lives in the document, so it survives edits, undo and saving; what is typed at its edge stays outside. `length`: see
 * `region-length.ts`.
 */
export const Region = Mark.create({
  name: 'region',
  inclusive: false,
  addAttributes() {
    return {
      id: {
        default: '',
        parseHTML: (element: HTMLElement) => element.dataset['region'] ?? '',
        renderHTML: (attributes: Record<string, unknown>) => ({ 'data-region': attributes['id'] }),
      },
      length: {
        default: '',
        parseHTML: (element: HTMLElement) => element.dataset['length'] ?? '',
        renderHTML: ({ length }: Record<string, unknown>) => (length === '' ? {} : { 'data-length': length }),
      },
    }
  },
  parseHTML: () => [{ tag: 'span[data-region]' }],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-Enter': () => toggleRegion(this.editor) }
  },
  addProseMirrorPlugins: () => [
    new Plugin({ props: { transformPasted: (slice, { state }) => ownRegions(slice, state.doc) } }),
  ],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, class: 'region' }, 0],
})

/** Marks the selection as a region, or takes the mark off the region at the caret. Returns whether there was either. */
export function toggleRegion(editor: Editor): boolean {
  return markRegion(editor, editor.state.selection)
}

/** As `toggleRegion`, for a stretch instead of the selection. */
export function markRegion({ state, view, schema }: Editor, { from, to }: Stretch): boolean {
  const marked = regionAt(state.doc, from === to ? from : from + 1)
  const type = schema.marks['region']!
  const { tr } = state
  if (marked.length > 0) for (const target of marked) tr.removeMark(target.from, target.to, type)
  else {
    const mark = type.create({ id: crypto.randomUUID() })
    for (const target of targetsBetween(state.doc, from, to))
      if (hasWords(state.doc, target)) tr.addMark(target.from, target.to, mark)
  }
  if (!tr.docChanged) return false
  view.dispatch(tr)
  return true
}

/** Takes the mark off all regions of the document, as one undo step. Their text stays. Returns whether there were any. */
export function unmarkAllRegions({ state, view, schema }: Editor): boolean {
  const { tr, doc } = state
  for (const { from, to } of markedRegions(doc).flatMap(({ targets }) => targets)) {
    tr.removeMark(from, to, schema.marks['region'])
  }
  if (!tr.docChanged) return false
  view.dispatch(tr)
  return true
}
