import type { Encoded } from '../../../electron/engine/context.ts'
import { emptyDrafts } from '../../../electron/engine/sampling/draft.ts'
import { canvasOf } from '../support/canvases.ts'
import type { Measure } from '../support/report.ts'
import { encode, measure, timed, write } from './desk.ts'
import type { Desk } from './desk.ts'

/** How times grow with the context, the region and the number of variants. The starter reads 2,048 tokens at most. */
export async function growth(desk: Desk): Promise<Measure[]> {
  const { model, repeats } = desk
  const measures: Measure[] = []
  const [baseContext, basePlaces, baseVariants] = [512, 32, 3]
  const most = model.manifest.context_length - basePlaces - 8
  for (const context of [64, 128, 256, 512, 1024, 2048]) {
    const canvas = canvasOf(model, Math.min(context, most), basePlaces)
    const reading = measure(`reading ${canvas.ids.length} tokens of context`)
    const writing = measure(`${baseVariants} × ${canvas.places} tokens beside ${canvas.ids.length}`)
    for (let i = 0; i < repeats; i++) {
      let encoded: Encoded | null = null
      reading.samples.push(await timed(async () => (encoded = await encode(model, canvas))))
      writing.samples.push(await timed(() => write(model, canvas, encoded!, emptyDrafts(canvas, i, baseVariants))))
    }
    measures.push(reading, writing)
  }
  for (const places of [8, 16, 32, 64, 128, 256])
    measures.push(await writingTime(desk, baseContext, places, baseVariants))
  for (const variants of [1, 2, 4, 8, 16]) measures.push(await writingTime(desk, baseContext, basePlaces, variants))
  return measures
}

async function writingTime(
  { model, repeats }: Desk,
  context: number,
  places: number,
  variants: number,
): Promise<Measure> {
  const canvas = canvasOf(model, context, places)
  const encoded = await encode(model, canvas)
  const writing = measure(`${variants} × ${canvas.places} tokens beside ${canvas.ids.length}`)
  for (let i = 0; i < repeats; i++)
    writing.samples.push(await timed(() => write(model, canvas, encoded, emptyDrafts(canvas, i, variants))))
  return writing
}
