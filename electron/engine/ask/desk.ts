import type { Fit } from '../../contract/infill.ts'
import type { Written } from '../../contract/ask.ts'
import { cutPassage } from '../canvas.ts'
import type { Cut } from '../canvas.ts'
import { contextOf } from '../context.ts'
import type { Memory } from '../context.ts'
import { fitsBy } from '../fits.ts'
import { layOut } from '../layout.ts'
import type { Canvas } from '../layout.ts'
import type { Model } from '../model.ts'
import { startedDrafts } from '../sampling/draft.ts'
import type { Draft } from '../sampling/draft.ts'
import { readerOf } from '../sampling/open-reader.ts'
import type { OpenReader } from '../sampling/reader.ts'
import { checkStart } from '../start.ts'
import { watched } from '../watched.ts'

export type AskOptions = Readonly<{
  signal: AbortSignal
  /** The context of the last run, taken over where it is the same. */
  memory?: Memory
}>

/** A written text, laid out as its run had it, and what reads it. */
export type Desk = Readonly<{
  cut: Cut
  canvas: Canvas
  draft: Draft
  open: OpenReader
  /** The fit of each draft, measured as a run measures it. */
  fits: (drafts: readonly Draft[]) => Promise<Fit[]>
}>

/**
 * @throws {EngineFault} `bad-request` when another model wrote the text, or it was written for another passage.
 */
export async function openDesk(model: Model, { passage, places, around }: Written, options: AskOptions): Promise<Desk> {
  const { manifest, vocabulary } = model
  const { blank } = manifest.tokens
  const cut = cutPassage(passage)
  const canvas = layOut(cut, { kind: 'auto' }, vocabulary, manifest, { rooms: places.rooms, around })
  checkStart([places], canvas, model)
  const { graph } = watched(model.graph, options.signal)
  const context = await contextOf(manifest, graph, canvas, options.memory ?? { context: null }, options.signal)
  const open = readerOf(manifest, graph, context)
  const [draft] = startedDrafts([places], canvas, 0, 1, blank)
  return { cut, canvas, draft: draft!, open, fits: fitsBy(manifest, graph, canvas, context, open) }
}
