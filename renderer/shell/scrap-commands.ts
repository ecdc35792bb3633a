import type { Command } from './commands.ts'

/** What commands do with scraps. */
export type ScrapTargets = Readonly<{
  keep: () => void
  move: () => void
  keepVariant: () => void
  show: () => void
  /** A text is open, and the library can be written. */
  canKeep: boolean
  /** The text can be changed, too. */
  canMove: boolean
  isOffered: boolean
}>

export function scrapCommands(scraps: ScrapTargets): Command[] {
  return [
    {
      ...{ id: 'scrap-move', title: 'Move the selection to the scraps', group: 'Writing', chord: 'Mod+Shift+X' },
      ...{ once: true, when: () => scraps.canMove, run: scraps.move },
    },
    {
      ...{ id: 'scrap-keep', title: 'Keep the selection as a scrap', group: 'Writing', chord: 'Mod+Shift+C' },
      ...{ once: true, when: () => scraps.canKeep, run: scraps.keep },
    },
    {
      ...{ id: 'scrap-variant', title: 'Keep the variant as a scrap', group: 'Passage', chord: 'Alt+K' },
      ...{ once: true, when: () => scraps.canKeep && scraps.isOffered, run: scraps.keepVariant },
    },
    { id: 'scraps-tab', title: 'Show the scraps', group: 'View', chord: 'Mod+Alt+X', run: scraps.show },
  ]
}
