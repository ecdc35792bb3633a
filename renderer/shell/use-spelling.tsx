import type { Editor, Extensions } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { TextSelection } from '@tiptap/pm/state'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Settings } from '@contract/library.ts'
import type { OpenEditor } from '../editor/Editor.tsx'
import { showSelection } from '../editor/find/find-plugin.ts'
import { misspeltAt, misspeltWords, spellAgain, spellingExtension } from '../editor/spelling/spelling-plugin.ts'
import type { Word } from '../editor/spelling/words.ts'
import { SpellingPopup } from '../panels/SpellingPopup.tsx'
import type { KeyOf } from '../panels/wording.ts'
import type { SpellingTargets } from './spelling-commands.ts'
import type { ItemsAtWord } from './use-context-menu.tsx'
import type { Stores } from './stores.ts'

type Shown = Word & Readonly<{ editor: Editor; suggestions: readonly string[] | null }>

export type SpellingDesk = Readonly<{
  /** What the editor is given; made once. */
  extra: Extensions
  popup: (keyOf: KeyOf) => ReactNode
  commands: SpellingTargets
  /** What a menu at a misspelt word offers above all else. */
  itemsAtWord: ItemsAtWord
}>

/** Spelling on the page. `onSettings` opens its dialog. */
export function useSpelling(
  stores: Stores,
  open: OpenEditor | null,
  settings: Settings,
  onSettings: () => void,
): SpellingDesk {
  const { library, spelling, notices } = stores
  const [shown, setShown] = useState<Shown | null>(null)
  const [extra] = useState(() => [
    spellingExtension({
      isOn: () => library.view()?.settings.spelling === true,
      isRight: spelling.isRight,
      find: spelling.find,
    }),
  ])
  const editor = open?.editor ?? null
  const latest = useRef(editor)
  latest.current = editor

  useEffect(() => spelling.onKnown(() => latest.current && spellAgain(latest.current.view)), [spelling])
  useEffect(() => {
    // Main asks the dictionary that is saved.
    void library.flushSettings().then(spelling.forget)
  }, [library, spelling, settings.spelling, settings.dictionary])

  function show(word: Word): void {
    if (!editor) return
    const { state, view } = editor
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, word.from, word.to)))
    showSelection(view)
    setShown({ ...word, editor, suggestions: null })
    void spelling
      .suggest(word.word)
      .then(suggestions =>
        setShown(now => (now?.from === word.from && now.word === word.word ? { ...now, suggestions } : now)),
      )
  }

  function close(): void {
    setShown(null)
    editor?.view.focus()
  }

  function correct({ from, to, word }: Word, text: string): void {
    if (!editor?.isEditable || editor.state.doc.textBetween(from, to) !== word) return
    const tr = closeHistory(editor.state.tr)
    editor.view.dispatch(tr.insertText(text, from, to).setSelection(TextSelection.create(tr.doc, from + text.length)))
  }

  /** The first after the caret, round and round. */
  function next(): void {
    if (!editor) return
    const words = misspeltWords(editor.state)
    const caret = shown?.to ?? editor.state.selection.to
    const word = words.find(({ from }) => from >= caret) ?? words[0]
    if (word) show(word)
    else {
      close()
      notices.say(
        settings.spelling ? 'No misspelling on this page.' : 'Spelling is not checked. “Check spelling” turns it on.',
      )
    }
  }

  const here = () => (editor === null ? null : misspeltAt(editor.state, editor.state.selection.from))
  const at = shown && shown.editor === editor ? placeOf(shown) : null
  return {
    extra,
    popup: keyOf =>
      shown &&
      at && (
        <SpellingPopup
          nextKeys={keyOf('spelling-next')}
          word={shown.word}
          suggestions={shown.suggestions}
          at={at}
          onChoose={suggestion => {
            close()
            correct(shown, suggestion)
          }}
          onAdd={() => {
            close()
            void spelling.addWord(shown.word)
          }}
          onNext={next}
          onClose={close}
        />
      ),
    commands: {
      on: settings.spelling,
      isOpen: editor !== null,
      isAtWord: () => here() !== null,
      turn: () => {
        library.changeSettings({ spelling: !settings.spelling })
        notices.say(settings.spelling ? 'Spelling is not checked any more.' : 'Spelling is checked, on this machine.')
      },
      next,
      suggest: () => {
        const word = here()
        if (word) show(word)
      },
      addWord: () => {
        const word = here()
        if (word) void spelling.addWord(word.word)
      },
      settings: () => {
        void spelling.load()
        onSettings()
      },
    },
    itemsAtWord({ state }, { from }) {
      const word = misspeltAt(state, from)
      if (word === null) return []
      const add = { id: 'spelling-add', title: `Add “${word.word}” to the dictionary`, keys: '', enabled: true }
      return [
        { id: 'spelling-suggest', title: 'Suggest spellings…', keys: '', enabled: true, run: () => show(word) },
        { ...add, run: () => void spelling.addWord(word.word) },
      ]
    },
  }
}

/** Where a word stands in the window; null where it is not there any more. */
function placeOf({ editor, from, to, word }: Shown) {
  const { state, view } = editor
  if (to > state.doc.content.size || state.doc.textBetween(from, to) !== word) return null
  const { left, top, bottom } = view.coordsAtPos(from)
  return { left, top, bottom }
}
