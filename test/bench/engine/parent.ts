import { emptyDrafts } from '../../../electron/engine/sampling/draft.ts'
import { canvasOf } from '../support/canvases.ts'
import { openRacer } from '../support/race.ts'
import type { Measure } from '../support/report.ts'
import { encode, measure, timed, write } from './desk.ts'
import type { Desk } from './desk.ts'

/** Of the passage: 30 words are 41 tokens. */
const TOKENS_A_WORD = 41 / 30

/** Ours and the parent's, turn by turn, so that what else the machine does falls on both alike. */
export async function againstParent({ model, repeats, threads, context, passage }: Desk): Promise<Measure[]> {
  const canvas = canvasOf(model, context, passage)
  const left = [...canvas.ids.subarray(0, canvas.slots[0]!.before)]
  const racer = await openRacer(threads, 3)
  const known = await encode(model, canvas)
  const measures: Measure[] = []
  for (const variants of [1, 3]) {
    for (const fresh of [true, false]) {
      const what = `${variants} × ${canvas.places} tokens, context ${fresh ? 'new' : 'known'}`
      const speed = measure(`${what}: ours`, 'words/s')
      const [ours, theirs, ratio] = [
        measure(`${what}: ours`),
        measure(`${what}: the parent`),
        measure(`${what}: times faster`, '×', variants === 3 ? 3 : undefined),
      ]
      for (let i = -1; i < repeats; i++) {
        const own = await timed(async () =>
          write(model, canvas, fresh ? await encode(model, canvas) : known, emptyDrafts(canvas, i + 1, variants)),
        )
        const other = await racer.race(left, canvas.places, variants, fresh)
        if (i < 0) continue
        ours.samples.push(own)
        theirs.samples.push(other)
        ratio.samples.push(other / own)
        speed.samples.push((variants * canvas.places * 1000) / TOKENS_A_WORD / own)
      }
      measures.push(ours, theirs, ratio, speed)
    }
  }
  await racer.close()
  return measures
}
