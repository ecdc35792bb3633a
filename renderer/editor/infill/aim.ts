import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { REGION_WORDS_MAX } from '@contract/infill.ts'
import { wordRanges } from '@contract/strength.ts'
import { wishedLength } from '../region-length.ts'
import { gapBeside, lockedRanges, regionAt, targetsBetween, textOf, waiting } from './targets.ts'
import type { Target } from './targets.ts'

/** What a run would rewrite, in reading order; or why there is nothing, as a sentence. */
export type Aim = Readonly<{ targets: readonly Target[] } | { sentence: string }>

const NOTHING_YET: Aim = {
  sentence: 'There is nothing to go by yet. Write a sentence or two, and the model can go on from there.',
}

/** The selection, the lasting gap or the marked region at the caret, or a gap of the moment there. */
export function aimOf({ doc, selection }: EditorState): Aim {
  if (isBlank(doc)) return NOTHING_YET
  const { from, to, empty } = selection
  if (empty) {
    const gap = gapBeside(doc, from)
    if (gap !== null) return { targets: [gap] }
    const region = regionAt(doc, from)
    if (region.length > 0) return { targets: region }
    return selection.$from.parent.isTextblock
      ? { targets: [{ from, to }] }
      : { sentence: 'Put the caret into a line of text first.' }
  }
  const targets = targetsBetween(doc, from, to)
  return targets.length > 0
    ? { targets }
    : { sentence: 'Only white space is selected. Select words to rewrite, or put the caret where words are missing.' }
}

/** All marked regions and lasting gaps of the document. */
export function aimAtRegions({ doc }: EditorState): Aim {
  const targets = waiting(doc)
    .flat()
    .sort((a, b) => a.from - b.from)
  return targets.length > 0
    ? { targets }
    : {
        sentence:
          'No region is marked, and there is no gap. Mark regions or put gaps, as many as you like, then fill all.',
      }
}

export const isBlank = (doc: Node) => doc.textContent.trim() === ''
/** Whether nothing stands in the targets that could be kept, locked or looked at. */
export const isGap = (doc: Node, targets: readonly Target[]) => targets.every(target => textOf(doc, target) === '')

/** Whether no word of a passage may change, whatever the strength. A gap may. */
export function isAllLocked(doc: Node, targets: readonly Target[], linksOpen: boolean): boolean {
  return targets.every(target => {
    const locked = lockedRanges(doc, target, linksOpen)
    const words = wordRanges(textOf(doc, target))
    return words.length > 0 && words.every(word => locked.some(({ from, to }) => from <= word.from && word.to <= to))
  })
}

export type TooLong = Readonly<{ words: number; fits: readonly Target[] }>

/**
 * A passage longer than one run may rewrite, the words wished of its gaps and regions counted too, with the part of it that fits;
 * null when all of it does.
 */
export function tooLong(doc: Node, targets: readonly Target[]): TooLong | null {
  const parts = targets.map(target => {
    const ends = wordRanges(textOf(doc, target)).map(({ to }) => target.from + to)
    const wished = wishedLength(doc, target)
    return { target, ends, size: Math.max(ends.length, wished?.kind === 'words' ? wished.words : 0) }
  })
  const words = parts.reduce((sum, { size }) => sum + size, 0)
  if (words <= REGION_WORDS_MAX) return null
  const fits: Target[] = []
  let room = REGION_WORDS_MAX
  for (const { target, ends, size } of parts) {
    if (size > room) {
      // What is to become longer than it is has no first words to take.
      const to = size > ends.length ? undefined : ends[room - 1]
      if (to !== undefined) fits.push({ from: target.from, to })
      break
    }
    fits.push(target)
    room -= size
  }
  return { words, fits }
}

/** For one region a gap at the caret does; several have no common place. */
export function gapsAt({ selection }: EditorState, regions: number): Target[] | null {
  return regions === 1 && selection.$head.parent.isTextblock ? [{ from: selection.head, to: selection.head }] : null
}
