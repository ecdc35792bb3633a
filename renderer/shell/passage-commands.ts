import type { Editor } from '@tiptap/core'
import { toggleRegion, unmarkAllRegions } from '../editor/region.ts'
import type { Chord } from './chord.ts'
import type { Command } from './commands.ts'
import type { Passage } from './passage.ts'

/** What starts, ends and turns through a run. */
export function passageCommands(passage: Passage): Command[] {
  const offered = () => passage.phase !== 'idle'
  const settled = () => passage.phase === 'offered'
  const ready = () => passage.blocked === null && (passage.phase !== 'running' || passage.stopping)
  const list: Omit<Command, 'group'>[] = [
    {
      id: 'fill',
      title: 'Fill or refine the passage',
      chord: 'Mod+Enter',
      once: true,
      when: () => passage.blocked === null,
      run: passage.pressFill,
    },
    { id: 'fill-all', title: 'Fill all regions and gaps', chord: 'Mod+Alt+Enter', when: ready, run: passage.fillAll },
    { id: 'bridge', title: 'Bridge to the next paragraph', chord: 'Mod+Alt+B', when: ready, run: passage.bridge },
    { id: 'continue', title: 'Continue the text', chord: 'Mod+Alt+G', when: ready, run: passage.goOn },
    { id: 'toward', title: 'Write toward this line', chord: 'Mod+Alt+T', when: ready, run: passage.writeToward },
    { id: 'redraw', title: 'Draw the kept words anew', chord: 'Mod+Alt+R', run: passage.redraw },
    {
      id: 'stop',
      title: 'Stop the run, or leave the preview',
      chord: 'Escape',
      fixed: true,
      when: offered,
      run: passage.stop,
    },
    {
      id: 'accept',
      title: 'Accept the variant',
      chord: 'Enter',
      typed: true,
      fixed: true,
      when: settled,
      run: passage.accept,
    },
    {
      id: 'discard',
      title: 'Discard what is offered',
      chord: 'Backspace',
      typed: true,
      fixed: true,
      when: settled,
      run: passage.discard,
    },
    { id: 'variant-next', title: 'Next variant', chord: 'Alt+]', when: offered, run: () => passage.turn(1) },
    { id: 'variant-previous', title: 'Previous variant', chord: 'Alt+[', when: offered, run: () => passage.turn(-1) },
    { id: 'compare', title: 'Compare variants side by side', chord: 'Alt+F', when: settled, run: passage.compare },
    { id: 'variant-edit', title: 'Type into the variant', chord: 'Alt+E', when: settled, run: passage.edit },
    {
      id: 'variant-star',
      title: 'Star the variant, or take its star',
      chord: 'Alt+S',
      when: settled,
      run: passage.star,
    },
    { id: 'variant-reject', title: 'Reject the variant', chord: 'Alt+X', when: settled, run: passage.reject },
    { id: 'variant-copy', title: 'Copy the variant', when: settled, run: passage.copy },
    {
      id: 'word-next',
      title: 'Choose the next word of the variant',
      chord: 'Alt+Shift+]',
      when: settled,
      run: () => passage.chooseWord(1),
    },
    {
      id: 'word-previous',
      title: 'Choose the previous word of the variant',
      chord: 'Alt+Shift+[',
      when: settled,
      run: () => passage.chooseWord(-1),
    },
    {
      id: 'word-inspect',
      title: 'Inspect a word that the model wrote: certainty and alternatives',
      chord: 'Alt+A',
      when: () => passage.phase !== 'running',
      run: passage.inspectWord,
    },
    {
      id: 'timeline',
      title: 'Timeline: go through the steps of the variant',
      chord: 'Alt+T',
      when: settled,
      run: passage.toggleTimeline,
    },
    {
      id: 'timeline-play',
      title: 'Play or pause the steps of the variant',
      chord: 'Alt+/',
      when: settled,
      run: passage.play,
    },
    {
      id: 'timeline-back',
      title: 'A step back in the timeline',
      chord: 'Alt+,',
      when: settled,
      run: () => passage.stepBy(-1),
    },
    {
      id: 'timeline-forward',
      title: 'A step forward in the timeline',
      chord: 'Alt+.',
      when: settled,
      run: () => passage.stepBy(1),
    },
    {
      id: 'reroll',
      title: 'Re-roll the chosen or least certain word',
      chord: 'Alt+R',
      when: settled,
      run: passage.reroll,
    },
    {
      id: 'branch',
      title: 'Branch: write anew from this step, or this word’s, on',
      chord: 'Alt+Shift+R',
      when: settled,
      run: passage.branch,
    },
    {
      id: 'polish',
      title: 'Polish: write the least certain words anew',
      chord: 'Alt+P',
      when: settled,
      run: passage.polish,
    },
    { id: 'breed', title: 'Breed with the next variant', chord: 'Alt+B', when: settled, run: passage.breed },
    { id: 'resume', title: 'Continue the stopped run', chord: 'Alt+C', when: settled, run: passage.resume },
    { id: 'more', title: 'More variants', chord: 'Mod+Alt+M', when: settled, run: passage.more },
  ]
  return list.map(command => ({ ...command, group: 'Passage' }))
}

/** What marks the text for runs to come. The editor obeys the keys of `mark` itself. */
export function markCommands(editor: Editor | null, passage: Passage): Command[] {
  const mark = (id: string, title: string, chord: Chord | null, run: (on: Editor) => unknown): Command => ({
    id,
    title,
    group: 'Passage',
    ...(chord === null ? {} : { chord, typed: true }),
    when: () => editor?.isEditable === true,
    run: () => {
      if (editor) run(editor)
      editor?.view.focus()
    },
  })
  const locks = [
    { id: 'lock-names', title: 'Lock names and numbers', chord: 'Mod+Shift+L', run: passage.lockNames },
    { id: 'lock-speech', title: 'Lock quoted speech', run: passage.lockSpeech },
    { id: 'lock-none', title: 'Unlock all', run: passage.unlockAll },
  ]
  const { gap } = passage
  const gaps: readonly Pick<Command, 'id' | 'title' | 'chord' | 'run'>[] = [
    { id: 'gap', title: 'Put a gap here', chord: 'Alt+Shift+Enter', run: gap.put },
    { id: 'bridge-gap', title: 'Leave a gap to the next paragraph', chord: 'Mod+Alt+Shift+B', run: gap.bridge },
    { id: 'continue-gap', title: 'Leave a gap at the end of the scene', chord: 'Mod+Alt+Shift+G', run: gap.goOn },
    { id: 'toward-gap', title: 'Leave a gap before this line', chord: 'Mod+Alt+Shift+T', run: gap.writeToward },
    { id: 'gap-remove', title: 'Remove this gap', run: gap.remove },
    { id: 'gap-none', title: 'Remove all gaps', run: gap.removeAll },
  ]
  const select = (id: string, title: string, chord: Chord, run: () => void): Command => ({
    ...{ id, title, chord, run },
    group: 'Passage',
    when: () => editor !== null,
  })
  return [
    select('grow', 'Select more: word, sentence, paragraph, scene', 'Alt+ArrowUp', passage.grow),
    select('shrink', 'Select less again', 'Alt+ArrowDown', passage.shrink),
    {
      ...select('region-paragraph', 'Mark or unmark this paragraph', 'Alt+Enter', passage.markParagraph),
      when: () => editor?.isEditable === true,
    },
    mark('region', 'Mark or unmark a region', 'Mod+Shift+Enter', toggleRegion),
    mark('region-none', 'Unmark all regions', null, unmarkAllRegions),
    mark('lock', 'Lock or unlock words', 'Mod+L', it => it.commands.toggleMark('lock')),
    ...[...gaps, ...locks].map(it => ({ ...it, group: 'Passage' as const, when: () => editor?.isEditable === true })),
  ]
}
