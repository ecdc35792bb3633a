import type { Chord } from './chord.ts'
import type { Command } from './commands.ts'

/** What the commands of finding act on. */
export type FindTargets = Readonly<{
  isOpen: boolean
  page: (replacing: boolean) => void
  step: (by: 1 | -1) => void
  everywhere: (mode: 'words' | 'replace') => void
  jump: () => void
  undoReplace: () => void
  canUndoReplace: boolean
  /** The Mac hides a window by Cmd+H, so it replaces by another key. */
  replaceChord: Chord
}>

export function findCommands(find: FindTargets): Command[] {
  const open = () => find.isOpen
  const list: Omit<Command, 'group'>[] = [
    { id: 'find', title: 'Find on this page', chord: 'Mod+F', when: open, run: () => find.page(false) },
    {
      id: 'replace',
      title: 'Find and replace on this page',
      chord: find.replaceChord,
      when: open,
      run: () => find.page(true),
    },
    { id: 'find-next', title: 'Find the next', chord: 'F3', when: open, run: () => find.step(1) },
    { id: 'find-previous', title: 'Find the previous', chord: 'Shift+F3', when: open, run: () => find.step(-1) },
    { id: 'search', title: 'Search everything', chord: 'Mod+Shift+F', run: () => find.everywhere('words') },
    { id: 'replace-everywhere', title: 'Find and replace in all documents', run: () => find.everywhere('replace') },
    {
      id: 'replace-undo',
      title: 'Undo the last replacement everywhere',
      when: () => find.canUndoReplace,
      run: find.undoReplace,
    },
    { id: 'jump', title: 'Go to a document', chord: 'Mod+P', run: find.jump },
  ]
  return list.map(command => ({ ...command, group: 'Find' }))
}
