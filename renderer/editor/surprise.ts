import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Node } from '@tiptap/pm/model'

/** A word of the page and how surprising the model finds it: -log p in nats, 0 or more. */
export type SurprisingWord = Readonly<{ from: number; to: number; text: string; nats: number }>

/** The words that are marked, and the element below them that tells of them. */
export type SurpriseView = Readonly<{
  words: readonly SurprisingWord[]
  card: HTMLElement
  decorations: DecorationSet
}>

type Shown = Readonly<{ words: readonly SurprisingWord[]; below: number; say: (nats: number) => string }>
type Meta = Readonly<{ show: Shown } | { end: true }>

const key = new PluginKey<SurpriseView | null>('surprise')

export const surpriseOf = (state: EditorState): SurpriseView | null => key.getState(state) ?? null

/** Marks words, with what to `say` of one that is pointed at; the card stands below the block at the position `below`. */
export function showSurprise(tr: Transaction, show: Shown): Transaction {
  return tr.setMeta(key, { show } satisfies Meta).setMeta('addToHistory', false)
}

export function endSurprise(tr: Transaction): Transaction {
  return tr.setMeta(key, { end: true } satisfies Meta).setMeta('addToHistory', false)
}

/** Shows on the page how surprising words are. `onChange` is called when what is shown has changed. */
export function surpriseExtension(onChange: (view: SurpriseView | null) => void) {
  return Extension.create({
    name: 'surprise',
    addProseMirrorPlugins: () => [
      new Plugin<SurpriseView | null>({
        key,
        state: { init: () => null, apply: next },
        props: { decorations: state => surpriseOf(state)?.decorations },
        view: () => ({
          update: ({ state }, before) => {
            const now = surpriseOf(state)
            if (now !== surpriseOf(before)) onChange(now)
          },
        }),
      }),
    ],
  })
}

function next(tr: Transaction, view: SurpriseView | null): SurpriseView | null {
  const meta = tr.getMeta(key) as Meta | undefined
  if (meta !== undefined) {
    if ('end' in meta) return null
    const card = document.createElement('div')
    card.className = 'infill-strip'
    card.contentEditable = 'false'
    return { words: meta.show.words, card, decorations: decorate(tr.doc, meta.show, card) }
  }
  if (view === null || !tr.docChanged) return view
  const words = view.words.flatMap(word => moved(tr, word))
  if (words.length === 0) return null
  return { ...view, words, decorations: kept(view.decorations.map(tr.mapping, tr.doc), words) }
}

/** A word where it stands now; nothing once it was changed. */
function moved({ mapping, doc }: Transaction, word: SurprisingWord): SurprisingWord[] {
  const [from, to] = [mapping.map(word.from, 1), mapping.map(word.to, -1)]
  return from < to && doc.textBetween(from, to) === word.text ? [{ ...word, from, to }] : []
}

/** Without the marks of words that were changed. */
function kept(decorations: DecorationSet, words: readonly SurprisingWord[]): DecorationSet {
  const starts = new Map(words.map(({ from, to }) => [from, to]))
  return decorations.remove(
    decorations.find().filter(({ from, to, spec }) => (spec as Spec).word === true && starts.get(from) !== to),
  )
}

type Spec = Readonly<{ word?: boolean }>

function decorate(doc: Node, { words, below, say }: Shown, card: HTMLElement): DecorationSet {
  const marks = words.map(({ from, to, nats }) =>
    Decoration.inline(
      from,
      to,
      { class: 'surprise', 'data-surprise': levelOf(nats), title: say(nats) },
      { word: true },
    ),
  )
  const $below = doc.resolve(below)
  const strip = Decoration.widget($below.depth > 0 ? $below.after(1) : below, card, {
    ...{ side: -1, key: 'surprise', ignoreSelection: true, stopEvent: () => true },
  })
  return DecorationSet.create(doc, [...marks, strip])
}

/** Nats from which a word counts as surprising, and as very surprising; up to which it counts as foreseen. */
const LEVELS = { foreseen: Math.log(2), surprising: Math.log(200), very: Math.log(5_000) }

function levelOf(nats: number): 'foreseen' | 'plain' | 'surprising' | 'very' {
  if (nats >= LEVELS.very) return 'very'
  if (nats >= LEVELS.surprising) return 'surprising'
  return nats <= LEVELS.foreseen ? 'foreseen' : 'plain'
}
