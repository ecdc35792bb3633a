import type { Node } from '@tiptap/pm/model'
import type { RunRecord } from '@contract/library.ts'
import { findPassage } from '../editor/infill/recall.ts'
import type { Target } from '../editor/infill/targets.ts'
import { offerText, offersOf } from '../state/run-state.ts'

/** Where a past run's passage is now, by what it was and by what the run wrote; null when it is not to be found. */
export function targetsOfRun(doc: Node, { id, passage, settings, end }: RunRecord): Target[] | null {
  const offered = offersOf({ id, passage, settings }, end)
  const texts = passage
    .filter(span => span.kind === 'region')
    .map(({ original = [] }, r) => [original].flat().concat(offered.flatMap(it => offerText(it)[r] ?? [])))
  return findPassage(doc, passage, texts)
}
