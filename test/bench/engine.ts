import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cacheShape, encodeContext } from '../../electron/engine/context.ts'
import type { Encoded } from '../../electron/engine/context.ts'
import type { Canvas } from '../../electron/engine/layout.ts'
import { openModel } from '../../electron/engine/model.ts'
import { emptyDrafts } from '../../electron/engine/sampling/draft.ts'
import type { Draft } from '../../electron/engine/sampling/draft.ts'
import { forward } from '../../electron/engine/sampling/forward.ts'
import { canvasOf } from './support/canvases.ts'
import { plainForward } from './support/plain.ts'
import { openRacer } from './support/race.ts'
import { report } from './support/report.ts'
import type { Measure } from './support/report.ts'

/**
 * `npm run bench -- engine [--repeats 7] [--threads N] [--only parent,plain,growth] [--context 690]
 * [--passage 41] [--json]`: sizes in tokens; the given ones are 500 words of context and a passage of 30.
 */
const { values } = parseArgs({
  options: {
    repeats: { type: 'string', default: '7' },
    threads: { type: 'string', default: String(availableParallelism()) },
    only: { type: 'string', default: 'parent,plain,growth' },
    context: { type: 'string', default: '690' },
    passage: { type: 'string', default: '41' },
    json: { type: 'boolean', default: false },
  },
})
const repeats = Number(values.repeats)
const threads = Number(values.threads)
if (!(repeats >= 1) || !(threads >= 1)) throw new RangeError('--repeats and --threads take numbers from 1')

const [CONTEXT, PASSAGE] = [Number(values.context), Number(values.passage)]
const NOISE = { temperature: 0.7, topP: 0.95, minP: 0 }

const scratch = await mkdtemp(join(tmpdir(), 'palimpsest-bench-'))
const model = await openModel(resolve(import.meta.dirname, '../../models/starter'), { cacheFolder: scratch, threads })
const { graph, manifest, vocabulary } = model
const shape = cacheShape(manifest)
const language = { vocabulary, blank: manifest.tokens.blank }

const encode = ({ ids, positions }: Canvas) => encodeContext(graph, shape, ids, positions, null)

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function write(canvas: Canvas, context: Encoded, drafts: readonly Draft[]): Promise<void> {
  const options = { ...NOISE, cooling: 0, signal: new AbortController().signal }
  const steps = forward(graph, shape, canvas, context.cache, drafts, language, options)
  while (!(await steps.next()).done);
}

const measure = (name: string, unit = 'ms', budget?: number): Measure & { samples: number[] } => ({
  name,
  unit,
  samples: [],
  ...(budget === undefined ? {} : { budget }),
})

/** Ours and the parent's, turn by turn, so that what else the machine does falls on both alike. */
async function againstParent(): Promise<Measure[]> {
  const canvas = canvasOf(model, CONTEXT, PASSAGE)
  const left = [...canvas.ids.subarray(0, canvas.slots[0]!.before)]
  const racer = await openRacer(threads, 3)
  const known = await encode(canvas)
  const measures: Measure[] = []
  for (const variants of [1, 3]) {
    for (const fresh of [true, false]) {
      const what = `${variants} × ${canvas.places} tokens, context ${fresh ? 'new' : 'known'}`
      const [ours, theirs, ratio] = [
        measure(`${what}: ours`),
        measure(`${what}: the parent`),
        measure(`${what}: times faster`, '×'),
      ]
      for (let i = -1; i < repeats; i++) {
        const own = await timed(async () =>
          write(canvas, fresh ? await encode(canvas) : known, emptyDrafts(canvas, i + 1, variants)),
        )
        const other = await racer.race(left, canvas.places, variants, fresh)
        if (i < 0) continue
        ours.samples.push(own)
        theirs.samples.push(other)
        ratio.samples.push(other / own)
      }
      measures.push(ours, theirs, ratio)
    }
  }
  await racer.close()
  return measures
}

/** The two draw alike, so they should write the same text: the last measure says whether they did. */
async function againstPlain(): Promise<Measure[]> {
  const canvas = canvasOf(model, CONTEXT, PASSAGE)
  const measures: Measure[] = []
  for (const variants of [1, 3]) {
    const what = `${variants} × ${canvas.places} tokens, ${canvas.ids.length} of context`
    const [ours, plain] = [measure(`${what}: ours, context new`), measure(`${what}: plain sampler`)]
    const ratio = measure(`${what}: times faster`, '×', 10)
    const same = measure(`${what}: places with the same token`, '%')
    for (let i = 0; i < repeats; i++) {
      const [a, b] = [emptyDrafts(canvas, i, variants), emptyDrafts(canvas, i, variants)]
      ours.samples.push(await timed(async () => write(canvas, await encode(canvas), a)))
      plain.samples.push(await timed(() => plainForward(graph, canvas, b, language, NOISE)))
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

async function growth(): Promise<Measure[]> {
  const measures: Measure[] = []
  const [baseContext, basePlaces, baseVariants] = [512, 32, 3]
  const most = manifest.context_length - basePlaces - 8
  for (const context of [64, 128, 256, 512, 1024, 2048]) {
    const canvas = canvasOf(model, Math.min(context, most), basePlaces)
    const reading = measure(`reading ${canvas.ids.length} tokens of context`)
    const writing = measure(`${baseVariants} × ${canvas.places} tokens beside ${canvas.ids.length}`)
    for (let i = 0; i < repeats; i++) {
      let encoded: Encoded | null = null
      reading.samples.push(await timed(async () => (encoded = await encode(canvas))))
      writing.samples.push(await timed(() => write(canvas, encoded!, emptyDrafts(canvas, i, baseVariants))))
    }
    measures.push(reading, writing)
  }
  for (const places of [8, 16, 32, 64, 128]) measures.push(await writingTime(baseContext, places, baseVariants))
  for (const variants of [1, 2, 4, 8, 16]) measures.push(await writingTime(baseContext, basePlaces, variants))
  return measures
}

async function writingTime(context: number, places: number, variants: number): Promise<Measure> {
  const canvas = canvasOf(model, context, places)
  const encoded = await encode(canvas)
  const writing = measure(`${variants} × ${canvas.places} tokens beside ${canvas.ids.length}`)
  for (let i = 0; i < repeats; i++)
    writing.samples.push(await timed(() => write(canvas, encoded, emptyDrafts(canvas, i, variants))))
  return writing
}

const parts = { parent: againstParent, plain: againstPlain, growth }
const measures: Measure[] = []
for (const name of values.only.split(',')) {
  if (!(name === 'parent' || name === 'plain' || name === 'growth'))
    throw new RangeError(`--only takes parent, plain, growth, not “${name}”`)
  measures.push(...(await parts[name]()))
}
await graph.dispose()
await rm(scratch, { recursive: true })
report(`The engine, start to end, ${threads} ${threads === 1 ? 'thread' : 'threads'}`, measures)
