import type { Command } from './commands.ts'

/** What the commands of spelling act on. */
export type SpellingTargets = Readonly<{
  on: boolean
  isOpen: boolean
  /** The caret is in an underlined word. */
  isAtWord: () => boolean
  turn: () => void
  next: () => void
  suggest: () => void
  addWord: () => void
  settings: () => void
}>

export function spellingCommands(spelling: SpellingTargets): Command[] {
  const open = () => spelling.isOpen && spelling.on
  const list: Omit<Command, 'group'>[] = [
    { id: 'spelling', title: spelling.on ? 'Stop checking spelling' : 'Check spelling', run: spelling.turn },
    { id: 'spelling-next', title: 'Next misspelling', chord: 'F7', when: open, run: spelling.next },
    {
      id: 'spelling-suggest',
      title: 'Suggest spellings of this word',
      chord: 'Shift+F7',
      when: spelling.isAtWord,
      run: spelling.suggest,
    },
    { id: 'spelling-add', title: 'Add this word to the dictionary', when: spelling.isAtWord, run: spelling.addWord },
    { id: 'spelling-settings', title: 'Spelling: dictionaries and own words…', run: spelling.settings },
  ]
  return list.map(command => ({ ...command, group: 'Writing' }))
}
