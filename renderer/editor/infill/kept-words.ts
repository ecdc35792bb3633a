import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { wordRanges } from '@contract/strength.ts'
import { aimOf, isGap, tooLong } from './aim.ts'
import { linkLocks } from './link-locks.ts'
import { keptRanges } from './passage.ts'
import type { Draw } from './passage.ts'
import { previewOf } from './preview.ts'
import { textOf } from './targets.ts'

/** A word of the passage that is aimed at, and whether the next run keeps it. */
export type DrawnWord = Readonly<{ from: number; to: number; kept: boolean }>

type Shown = Readonly<{ draw: Draw; decorations: DecorationSet }>
const key = new PluginKey<Shown>('kept-words')
const ALL_GIVEN_UP: Draw = { strength: 1, seed: 0 }

/** What the next run would keep of the passage that is aimed at. Empty at full strength, while a preview stands, and for a passage that is too long. */
export function drawnWords(state: EditorState, draw: Draw): DrawnWord[] {
  if (draw.strength >= 1 || previewOf(state) !== null) return []
  const aim = aimOf(state)
  if ('sentence' in aim || isGap(state.doc, aim.targets) || tooLong(state.doc, aim.targets) !== null) return []
  return aim.targets.flatMap((target, i) => {
    const kept = keptRanges(state.doc, target, i, draw)
    return wordRanges(textOf(state.doc, target)).map(word => ({
      from: target.from + word.from,
      to: target.from + word.to,
      kept: kept.some(({ from, to }) => from <= word.from && word.to <= to),
    }))
  })
}

/** Tells the page which draw the next run makes. Changes no text, and is no undo step. */
export function showDraw(tr: Transaction, draw: Draw): Transaction {
  return tr.setMeta(key, draw).setMeta('addToHistory', false)
}

function decorate(state: EditorState, draw: Draw): DecorationSet {
  const words = drawnWords(state, draw).map(({ from, to, kept }) =>
    Decoration.inline(from, to, { class: kept ? 'word-kept' : 'word-given-up' }),
  )
  const locks = draw.linksOpen === true ? [] : linkLocks(state)
  const drawn = [...words, ...locks.map(({ from, to }) => Decoration.inline(from, to, { class: 'lock' }))]
  return drawn.length === 0 ? DecorationSet.empty : DecorationSet.create(state.doc, drawn)
}

/**
 * Shows in the passage that is aimed at which words the next run keeps, and in it and in all marked regions which links
 * and code are locked. `onStrength` is called with ±1 for a turn of the wheel over the passage with Alt held.
 */
export function keptWords({ onStrength }: Readonly<{ onStrength: (by: 1 | -1) => void }>) {
  return Extension.create({
    name: 'keptWords',
    addProseMirrorPlugins: () => [
      new Plugin<Shown>({
        key,
        state: {
          init: () => ({ draw: ALL_GIVEN_UP, decorations: DecorationSet.empty }),
          apply: (tr, shown, before, state) => {
            const told = tr.getMeta(key) as Draw | undefined
            const draw = told ?? shown.draw
            const same = told === undefined && !tr.docChanged && !tr.selectionSet
            if (same && previewOf(before) === previewOf(state)) return shown
            return { draw, decorations: decorate(state, draw) }
          },
        },
        props: {
          decorations: state => key.getState(state)?.decorations,
          handleDOMEvents: {
            wheel: (view, event) => {
              if (!event.altKey || event.deltaY === 0 || previewOf(view.state) !== null) return false
              const pos = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
              const aim = aimOf(view.state)
              if (pos === undefined || 'sentence' in aim || isGap(view.state.doc, aim.targets)) return false
              if (!aim.targets.some(({ from, to }) => from <= pos && pos <= to)) return false
              event.preventDefault()
              onStrength(event.deltaY < 0 ? 1 : -1)
              return true
            },
          },
        },
      }),
    ],
  })
}
