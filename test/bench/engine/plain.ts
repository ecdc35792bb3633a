import { emptyDrafts } from '../../../electron/engine/sampling/draft.ts'
import type { Draft } from '../../../electron/engine/sampling/draft.ts'
import { DEFAULT_TUNING } from '../../../electron/engine/sampling/tuning.ts'
import { canvasOf } from '../support/canvases.ts'
import { plainForward } from '../support/plain.ts'
import type { Measure } from '../support/report.ts'
import { TEMPERATURE, encode, measure, timed, write } from './desk.ts'
import type { Desk } from './desk.ts'

const NOISE = { ...DEFAULT_TUNING, temperature: TEMPERATURE }

/**
 * The two draw alike from the same rules. Their passes round differently, since one reads the context in chunks, and 8-bit
 * weights make more of that: texts part where a draw is close. The last measure says how much they share.
 */
export async function againstPlain({ model, repeats, context, passage }: Desk): Promise<Measure[]> {
  const canvas = canvasOf(model, context, passage)
  const language = { vocabulary: model.vocabulary, blank: model.manifest.tokens.blank }
  const measures: Measure[] = []
  for (const variants of [1, 3]) {
    const what = `${variants} × ${canvas.places} tokens, ${canvas.ids.length} of context`
    const [ours, plain] = [measure(`${what}: ours, context new`), measure(`${what}: plain sampler`)]
    const ratio = measure(`${what}: times faster`, '×', 10)
    const same = measure(`${what}: places with the same token`, '%')
    for (let i = 0; i < repeats; i++) {
      const [a, b] = [emptyDrafts(canvas, i, variants), emptyDrafts(canvas, i, variants)]
      ours.samples.push(await timed(async () => write(model, canvas, await encode(model, canvas), a)))
      plain.samples.push(await timed(() => plainForward(model.graph, canvas, b, language, NOISE)))
      ratio.samples.push(plain.samples.at(-1)! / ours.samples.at(-1)!)
      same.samples.push(agreement(a, b))
    }
    measures.push(ours, plain, ratio, same)
  }
  return measures
}

function agreement(a: readonly Draft[], b: readonly Draft[]): number {
  const equal = a.flatMap(({ ids }, i) => Array.from(ids, (id, place) => id === b[i]!.ids[place]))
  return (100 * equal.filter(Boolean).length) / equal.length
}
