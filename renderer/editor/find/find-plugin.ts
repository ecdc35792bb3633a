import { Extension } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import { replacementOf } from './finder.ts'
import type { Finder } from './finder.ts'
import { hitsIn } from './lines.ts'
import type { Hit } from './lines.ts'
import { replaceAll } from './replace.ts'

/** What is looked for on the page, and where it is. `at`: the index of the hit that is selected, or null. */
export type FindState = Readonly<{ find: Finder | null; hits: readonly Hit[]; at: number | null; drawn: DecorationSet }>

/** How many hits are drawn; beyond that a key would take too long. All are counted and can be gone to. */
const DRAWN_MAX = 1000

const key = new PluginKey<FindState>('find')
const nothing: FindState = { find: null, hits: [], at: null, drawn: DecorationSet.empty }

export const findState = (state: EditorState): FindState => key.getState(state) ?? nothing

/** Draws what is looked for on the page. `onFound` is called after every change of it. */
export function findExtension(onFound: (state: FindState) => void) {
  return Extension.create({
    name: 'find',
    addProseMirrorPlugins: () => [
      new Plugin<FindState>({
        key,
        state: { init: () => nothing, apply: nextFind },
        props: { decorations: state => findState(state).drawn },
        view: () => ({
          update(view, before) {
            const now = findState(view.state)
            if (now !== findState(before)) onFound(now)
          },
        }),
      }),
    ],
  })
}

/** Follows the document and the selection; looks again only where blocks have changed. */
export function nextFind(tr: Transaction, last: FindState): FindState {
  const meta = tr.getMeta(key) as { find: Finder | null } | undefined
  const find = meta === undefined ? last.find : meta.find
  if (find === null) return last.find === null ? last : nothing
  const isSame = meta === undefined && !tr.docChanged
  const hits = isSame ? last.hits : hitsIn(tr.doc, find)
  const at = indexOf(hits, tr.selection)
  return isSame && at === last.at ? last : { find, hits, at, drawn: drawn(tr, hits, at) }
}

function indexOf(hits: readonly Hit[], { from, to }: { from: number; to: number }): number | null {
  const at = hits.findIndex(hit => hit.from === from && hit.to === to)
  return at < 0 ? null : at
}

function drawn({ doc, selection }: Transaction, hits: readonly Hit[], at: number | null): DecorationSet {
  const middle = hits.findIndex(hit => hit.from >= selection.from)
  const first = Math.max(0, Math.min((middle < 0 ? hits.length : middle) - DRAWN_MAX / 2, hits.length - DRAWN_MAX))
  return DecorationSet.create(
    doc,
    hits
      .slice(first, first + DRAWN_MAX)
      .map(({ from, to }, i) =>
        Decoration.inline(from, to, { class: first + i === at ? 'found found-here' : 'found' }),
      ),
  )
}

/** Looks for something else, or (null) for nothing, and selects the first of it from the caret on. */
export function lookFor(view: EditorView, find: Finder | null): void {
  view.dispatch(view.state.tr.setMeta(key, { find }).setMeta('addToHistory', false))
  const { hits } = findState(view.state)
  const next = hits.find(hit => hit.from >= view.state.selection.from) ?? hits[0]
  if (next) select(view, next)
}

/** Selects the next (1) or previous (-1) hit from the selection, round and round. */
export function goToHit(view: EditorView, by: 1 | -1): void {
  const { hits } = findState(view.state)
  const { from, to } = view.state.selection
  const next = by === 1 ? hits.find(hit => hit.from >= to) : hits.findLast(hit => hit.to <= from)
  const round = by === 1 ? hits[0] : hits.at(-1)
  const hit = next ?? round
  if (hit) select(view, hit)
}

function select(view: EditorView, { from, to }: { from: number; to: number }): void {
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
  showSelection(view)
}

/** Brings the selection to the middle of the page if it is out of sight. The page need not have the focus. */
export function showSelection(view: EditorView): void {
  const place = view.domAtPos(view.state.selection.from).node
  const element = place instanceof HTMLElement ? place : place.parentElement
  const seen = element?.closest('[data-pane="page"]')?.getBoundingClientRect()
  const { top, bottom } = view.coordsAtPos(view.state.selection.from)
  const margin = (bottom - top) * 3
  if (seen && (top < seen.top + margin || bottom > seen.bottom - margin)) element?.scrollIntoView({ block: 'center' })
}

/** Replaces the hit that is selected, if one is, as an undo step of its own, and goes to the next. */
export function replaceHit(view: EditorView, template: string): void {
  const { hits, at } = findState(view.state)
  const hit = at === null ? undefined : hits[at]
  if (hit) {
    const text = replacementOf(hit.found, template)
    const tr = replaceAll(closeHistory(view.state.tr), [{ ...hit, text }])
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(hit.to))))
  }
  goToHit(view, 1)
}

/** Replaces all hits of the page as one undo step. Returns how many there were. */
export function replaceHits(view: EditorView, template: string): number {
  const { hits } = findState(view.state)
  if (hits.length === 0) return 0
  const replacements = hits.map(hit => ({ ...hit, text: replacementOf(hit.found, template) }))
  view.dispatch(closeHistory(replaceAll(view.state.tr, replacements)))
  return hits.length
}
