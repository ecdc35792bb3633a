import type { Command } from './commands.ts'
import type { SurpriseTargets } from './use-surprise.tsx'

export function surpriseCommands({ isOpen, isShown, show, close }: SurpriseTargets): Command[] {
  const list: Omit<Command, 'group'>[] = [
    {
      id: 'surprise',
      title: 'Surprise: show how foreseeable your words are',
      chord: 'Mod+Alt+W',
      when: () => isOpen,
      run: show,
    },
    {
      id: 'surprise-close',
      title: 'Put the surprise view away',
      chord: 'Escape',
      fixed: true,
      when: () => isShown,
      run: close,
    },
  ]
  return list.map(command => ({ ...command, group: 'Passage' }))
}
