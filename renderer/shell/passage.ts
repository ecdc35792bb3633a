import type { RunRecord } from '@contract/library.ts'
import type { GapDesk } from './gap-desk.ts'
import type { RegionWish } from './use-region.ts'
import type { OfferedPiece } from './offer-desk.ts'

/** What the shell needs of rewriting: the run that goes on, and what the writer may ask of it. */
export type Passage = Readonly<{
  phase: 'idle' | 'running' | 'offered'
  /** The run that goes on is being stopped; what is filled meanwhile waits for that. */
  stopping: boolean
  /** How far the run is; `of` is the number of steps foreseen. */
  progress: Readonly<{ step: number; of: number }> | null
  /** Why nothing can be filled now, as a sentence; null when it can. */
  blocked: string | null
  fill: () => void
  /** The fill key: pressed twice, it selects the word, and with each further press more. */
  pressFill: () => void
  /** Selects more: word, sentence, paragraph, scene; or less again. */
  grow: () => void
  shrink: () => void
  /** Marks the paragraph of the caret as a region, or unmarks it. */
  markParagraph: () => void
  /** One run over all marked regions and gaps of the document. */
  fillAll: () => void
  /** Writes a paragraph between that of the caret and the next. */
  bridge: () => void
  /** Writes on at the end of the scene. */
  goOn: () => void
  /** Writes a paragraph that leads up to the line of the caret. */
  writeToward: () => void
  /** Gaps that stay in the document; `atHand` is the one that is selected or beside the caret. */
  region: RegionWish
  gap: GapDesk & Readonly<{ atHand: Readonly<{ number: number; words: number | null }> | null }>
  /** Lock what is found in the selection or the marked region at the caret. */
  lockNames: () => void
  lockSpeech: () => void
  /** Takes all locks off the document. */
  unlockAll: () => void
  /** Draws anew which words a strength below 100 % keeps. */
  redraw: () => void
  /** More variants of what is offered; its text on the clipboard; side by side with the original, or not. */
  more: () => void
  copy: () => void
  compare: () => void
  /** The variant at `index`, or the shown one, as it would stand in the document; null where none is offered. */
  offeredPiece: (index?: number) => OfferedPiece | null
  /** Type into the variant that is shown, star it, take it out of the offer. */
  edit: () => void
  star: () => void
  reject: () => void
  /** Writes the chosen word of the shown variant anew, or its least certain one; its weakest words; all since that word, or since the timeline's step. */
  reroll: () => void
  polish: () => void
  branch: () => void
  /** Writes anew what the shown variant and the next do not agree on. */
  breed: () => void
  /** Lets a stopped run go on. */
  resume: () => void
  /** Shows what the model knows of the chosen word, and what could stand in its place. */
  inspectWord: () => void
  /** Goes through the steps of the shown variant, or leaves them; a step on (1) or back (-1); plays or pauses. */
  toggleTimeline: () => void
  stepBy: (by: 1 | -1) => void
  play: () => void
  /** Chooses the next (1) or the previous (-1) word of the shown variant. */
  chooseWord: (by: 1 | -1) => void
  stop: () => void
  /** Takes what is offered away, whatever is told of it. */
  discard: () => void
  /** Puts the shown variant in the passage's place. */
  accept: () => void
  /** The next (1) or the previous (-1) variant. */
  turn: (by: 1 | -1) => void
  /** Puts a variant of an earlier run back as an offered preview. */
  recall: (run: RunRecord, variant: number) => void
  /** Writes a past run's passage again with its settings and another seed. */
  remix: (run: RunRecord) => void
}>
