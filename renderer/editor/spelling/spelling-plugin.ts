import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import { wordsToSpell } from './words.ts'
import type { Word } from './words.ts'

/** What the page must know of spelling. */
export type SpellingSource = Readonly<{
  isOn: () => boolean
  /** Whether a word is right; undefined where nobody knows yet. */
  isRight: (word: string) => boolean | undefined
  /** Finds out about words. Whoever answers calls `spellAgain`. */
  find: (words: readonly string[]) => void
}>

/** Typing rests this long before words are looked at again, in ms. */
const LOOK_AFTER_MS = 350

const key = new PluginKey<DecorationSet>('spelling')

/** Underlines words that the dictionary does not know. A word is left in peace while it is typed. */
export function spellingExtension(source: SpellingSource) {
  return Extension.create({
    name: 'spelling',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: { init: () => DecorationSet.empty, apply: nextMarks },
        props: { decorations: state => key.getState(state) },
        view: view => watch(view, source),
      }),
    ],
  })
}

/** To be called when something new is known of spelling. */
export function spellAgain(view: EditorView): void {
  looks.get(view)?.()
}
const looks = new WeakMap<EditorView, () => void>()

/** The words that are underlined, in order. */
export function misspeltWords(state: EditorState): Word[] {
  const found = key.getState(state)?.find() ?? []
  return found.map(({ from, to }) => ({ from, to, word: state.doc.textBetween(from, to) }))
}

/** The underlined word at a position. */
export function misspeltAt(state: EditorState, pos: number): Word | null {
  return misspeltWords(state).find(({ from, to }) => from <= pos && pos <= to) ?? null
}

function nextMarks(tr: Transaction, last: DecorationSet): DecorationSet {
  const words = tr.getMeta(key) as readonly Word[] | undefined
  if (words === undefined) return tr.docChanged ? last.map(tr.mapping, tr.doc) : last
  return DecorationSet.create(
    tr.doc,
    words.map(({ from, to }) => Decoration.inline(from, to, { class: 'misspelt' })),
  )
}

function watch(first: EditorView, source: SpellingSource) {
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The caret has not moved since a key put something in. */
  let typing = false

  function lookSoon(view: EditorView, afterMs = LOOK_AFTER_MS): void {
    clearTimeout(timer)
    timer = setTimeout(() => look(view), afterMs)
  }

  function look(view: EditorView): void {
    if (view.composing) return lookSoon(view)
    const words = source.isOn() ? wordsToSpell(view.state.doc) : []
    const unknown = new Set(words.map(({ word }) => word).filter(word => source.isRight(word) === undefined))
    if (unknown.size > 0) source.find([...unknown])
    const caret = typing ? view.state.selection.from : -1
    draw(
      view,
      words.filter(({ word, from, to }) => source.isRight(word) === false && !(from < caret && caret <= to)),
    )
  }

  looks.set(first, () => lookSoon(first, 0))
  if (source.isOn()) lookSoon(first, 0)
  return {
    update(view: EditorView, before: EditorState) {
      if (before.doc !== view.state.doc) {
        typing = true
        lookSoon(view)
      } else if (!before.selection.eq(view.state.selection)) {
        if (typing) lookSoon(view)
        typing = false
      }
    },
    destroy: () => clearTimeout(timer),
  }
}

function draw(view: EditorView, words: readonly Word[]): void {
  const now = key.getState(view.state)?.find() ?? []
  if (now.length === words.length && now.every(({ from, to }, i) => from === words[i]!.from && to === words[i]!.to))
    return
  view.dispatch(view.state.tr.setMeta(key, words).setMeta('addToHistory', false))
}
