import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import type { RegionText } from '@contract/infill.ts'
import { wordsOf } from '@contract/written-words.ts'
import { drawRegion } from './canvas-view.ts'
import type { Told } from './canvas-view.ts'
import { isParagraph, isParted, mapTargets, textOf } from './targets.ts'
import type { Target } from './targets.ts'

/**
 * A run's place in the document, and nothing of what it wrote: words are drawn over the page (`drawPreview`) and never
 * become content before they are accepted.
 */
export type Preview = Readonly<{
  targets: readonly Target[]
  /** Each target's text when the preview began. */
  originals: readonly string[]
  /** The writer has neither typed nor moved the caret since: keys like Enter are meant for the preview. */
  attached: boolean
  /** Elements to draw into, one for each target, and the one that the strip of variants is put in. */
  canvases: readonly HTMLElement[]
  strip: HTMLElement
  decorations: DecorationSet
}>

export type PreviewKey = 'Enter' | 'Backspace'
export type PreviewKeys = Readonly<{
  /** Called for keys that are meant for an attached preview. Returns whether the key is used up. */
  onKey: (key: PreviewKey) => boolean
  /** Called when the selection has moved. Must be cheap. */
  onAim: () => void
  /** Called when the document has changed under a preview. Must be cheap. */
  onEdited: () => void
}>

const key = new PluginKey<Preview | null>('infill-preview')

type Meta = Readonly<{ begin: readonly Target[] } | { end: true }>

export const previewOf = (state: EditorState): Preview | null => key.getState(state) ?? null

/** The targets of a preview that the writer has neither typed nor moved the caret since; null for none. */
export function attachedTargets(state: EditorState): readonly Target[] | null {
  const preview = previewOf(state)
  return preview?.attached === true ? preview.targets : null
}

/** Scrolls so far that all of the strip is seen, unless the writer went elsewhere meanwhile. */
export function showStrip({ state }: EditorView): void {
  const preview = previewOf(state)
  const passage = preview?.canvases.at(-1)?.getBoundingClientRect()
  if (preview?.attached !== true || passage === undefined || passage.bottom < 0 || passage.top > innerHeight) return
  preview.strip.scrollIntoView({ block: 'nearest' })
}

/** A region was edited since the preview began: what it offers was written for another text. */
export const isStale = (state: EditorState) => editedTexts(state) !== null

/** The texts that stand in the regions now, where one of them was edited since the preview began; null where none was. */
export function editedTexts(state: EditorState): readonly string[] | null {
  const preview = previewOf(state)
  const targets = preview?.targets ?? []
  const texts = targets.map(target => textOf(state.doc, target))
  const isEdited = texts.some((text, i) => text !== preview?.originals[i] || isParted(state.doc, targets[i]!))
  return isEdited ? texts : null
}

/** Begins a preview over `targets`; the caret goes behind them, so that typing goes on there. */
export function beginPreview(tr: Transaction, targets: readonly Target[]): Transaction {
  const end = Math.max(...targets.map(({ to }) => to))
  return tr
    .setSelection(TextSelection.near(tr.doc.resolve(end), -1))
    .setMeta(key, { begin: targets } satisfies Meta)
    .setMeta('addToHistory', false)
}

export function endPreview(tr: Transaction): Transaction {
  return tr.setMeta(key, { end: true } satisfies Meta)
}

/** Which word is chosen, its index in `wordsOf`; what to say of one that is pointed at; and which step's words are marked. */
export type WordsTold = Readonly<{ chosen: number | null; say: Told['say']; fresh: number | null }>

/** Draws how the regions stand. Not a transaction: the document does not change, and neither do its decorations. */
export function drawPreview(view: EditorView, regions: readonly RegionText[], { chosen, say, fresh }: WordsTold): void {
  const words = wordsOf(regions)
  const told: Told = {
    words: new Map(words.flatMap(word => word.places.map(place => [place, word] as const))),
    chosen: words[chosen ?? -1] ?? null,
    ...{ say, fresh },
  }
  previewOf(view.state)?.canvases.forEach((canvas, i) => drawRegion(canvas, regions[i] ?? [], told))
}

export function nextPreview(tr: Transaction, preview: Preview | null): Preview | null {
  const meta = tr.getMeta(key) as Meta | undefined
  if (meta !== undefined) return 'end' in meta ? null : begun(tr, meta.begin)
  if (preview === null) return null
  const attached = preview.attached && !tr.docChanged && !tr.selectionSet
  if (!tr.docChanged) return attached === preview.attached ? preview : { ...preview, attached }
  const targets = mapTargets(preview.targets, tr.mapping)
  return { ...preview, attached, targets, decorations: decorate(tr, targets, preview) }
}

function begun(tr: Transaction, targets: readonly Target[]): Preview {
  const canvases = targets.map(target =>
    element('span', isParagraph(tr.doc, target) ? 'infill infill-paragraph' : 'infill'),
  )
  const strip = element('div', 'infill-strip')
  const originals = targets.map(target => textOf(tr.doc, target))
  return {
    targets,
    originals,
    attached: true,
    canvases,
    strip,
    decorations: decorate(tr, targets, { canvases, strip }),
  }
}

/** The targets' own text is hidden while a canvas stands in its place; the strip follows the block of the last one. */
function decorate(
  { doc }: Transaction,
  targets: readonly Target[],
  { canvases, strip }: Pick<Preview, 'canvases' | 'strip'>,
): DecorationSet {
  const over = targets.flatMap(({ from, to }, i) => {
    const canvas = Decoration.widget(from, canvases[i]!, {
      ...{ side: -2, key: `canvas-${i}`, ignoreSelection: true, stopEvent: () => true },
    })
    return from < to ? [canvas, Decoration.inline(from, to, { class: 'infill-erased' })] : [canvas]
  })
  const $end = doc.resolve(Math.max(...targets.map(({ to }) => to)))
  const below = Decoration.widget($end.depth > 0 ? $end.after(1) : $end.pos, strip, {
    side: -1,
    key: 'strip',
    ignoreSelection: true,
    stopEvent: () => true,
  })
  return DecorationSet.create(doc, [...over, below])
}

function element(tag: 'span' | 'div', className: string): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  made.contentEditable = 'false'
  return made
}

/** Shows a run's preview in the page, and hands it the keys that are meant for it. */
export function infillPreview({ onKey, onAim, onEdited }: PreviewKeys) {
  return Extension.create({
    name: 'infillPreview',
    priority: 1000,
    onSelectionUpdate: () => onAim(),
    addProseMirrorPlugins: () => [
      new Plugin<Preview | null>({
        key,
        view: () => ({
          update: ({ state }, before) => {
            if (state.doc !== before.doc && previewOf(state) !== null) onEdited()
          },
        }),
        state: { init: () => null, apply: (tr, preview) => nextPreview(tr, preview) },
        props: {
          decorations: state => previewOf(state)?.decorations,
          handleKeyDown: (view, event) => {
            if (event.isComposing || previewOf(view.state)?.attached !== true) return false
            if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
            return (event.key === 'Enter' || event.key === 'Backspace') && onKey(event.key)
          },
        },
      }),
    ],
  })
}
