import { InferenceSession } from 'onnxruntime-node'
import { globSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CHUNK, cacheShape, encodeContext, triangle } from '../../electron/engine/context.ts'
import { readManifest } from '../../electron/engine/manifest.ts'
import { emptyCache, openGraph } from '../../electron/engine/onnx.ts'
import type { Cache, Pass } from '../../electron/engine/onnx.ts'
import { machine } from './support/report.ts'

/**
 * `npm run bench -- profile [--repeats 20] [--threads N] [--json]`: where ONNX Runtime's own profiler finds the time of a
 * pass over a chunk of context, of a forward step of three variants, and of a masked step of three variants, all beside 512
 * tokens of context: milliseconds and share by kind of operation.
 */
const { values } = parseArgs({
  options: {
    repeats: { type: 'string', default: '20' },
    threads: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
  },
})
const repeats = Number(values.repeats)
if (!(repeats >= 1)) throw new RangeError('--repeats takes a number from 1')
const CONTEXT = 512
const WARM = 3

const folder = resolve(import.meta.dirname, '../../models/starter')
const manifest = await readManifest(folder)
const shape = cacheShape(manifest)

type Shape = Readonly<{ name: string; pass: (context: Cache) => Pass }>
const shapes: readonly Shape[] = [
  {
    name: `context chunk, 1 × ${CHUNK}`,
    pass: past => ({ ...plainPass(1, CHUNK, past), bias: triangle(CHUNK), rows: new Int32Array(1), keep: true }),
  },
  { name: 'forward step, 3 × 1', pass: past => ({ ...plainPass(3, 1, past), keep: true }) },
  { name: 'masked step, 3 × 16, 8 read', pass: past => ({ ...plainPass(3, 16, past), rows: rowsOf(3, 8) }) },
]

function plainPass(batch: number, length: number, past: Cache): Pass {
  return {
    batch,
    length,
    ids: new Int32Array(batch * length).fill(1000),
    positions: Int32Array.from({ length: batch * length }, (_, i) => CONTEXT + (i % length)),
    past,
    near: emptyCache,
    bias: new Float32Array(batch * length * length),
    rows: rowsOf(batch, 1),
  }
}
const rowsOf = (batch: number, each: number) => Int32Array.from({ length: batch * each }, (_, i) => i % each)

type Event = Readonly<{ cat: string; name: string; dur: number; ts: number; args?: Readonly<{ op_name?: string }> }>

/** Milliseconds a pass by kind of operation, the slowest first. */
async function profile({ pass }: Shape, scratch: string): Promise<[string, number][]> {
  const create = InferenceSession.create.bind(InferenceSession) as (...args: unknown[]) => Promise<InferenceSession>
  let session: InferenceSession | null = null
  const profiled = async (path: unknown, options: object) =>
    (session = await create(path, { ...options, enableProfiling: true, profileFilePrefix: join(scratch, 'ort') }))
  InferenceSession.create = profiled as typeof InferenceSession.create
  const graph = await openGraph(folder, manifest, Number(values.threads))
  InferenceSession.create = create
  const ids = Int32Array.from({ length: CONTEXT }, (_, i) => 100 + ((i * 7919) % 40_000))
  const { cache } = await encodeContext(graph, shape, ids, Int32Array.from(ids.keys()), null)
  for (let i = 0; i < WARM + repeats; i++) await graph.run(pass(cache))
  session!.endProfiling()
  await graph.dispose()
  const [file] = globSync(join(scratch, 'ort*.json'))
  const events = JSON.parse(await readFile(file!, 'utf8')) as Event[]
  await rm(file!)
  const starts = events.filter(({ name }) => name === 'model_run').map(({ ts }) => ts)
  const from = starts.sort((a, b) => a - b).at(-repeats)!
  const sums = new Map<string, number>()
  for (const { cat, name, dur, ts, args } of events) {
    if (cat !== 'Node' || !name.endsWith('_kernel_time') || ts < from || args?.op_name === undefined) continue
    sums.set(args.op_name, (sums.get(args.op_name) ?? 0) + dur / 1000 / repeats)
  }
  return [...sums].sort(([, a], [, b]) => b - a)
}

const scratch = await mkdtemp(join(tmpdir(), 'palimpsest-profile-'))
const profiles: { name: string; operations: [string, number][] }[] = []
for (const each of shapes) profiles.push({ name: each.name, operations: await profile(each, scratch) })
await rm(scratch, { recursive: true })
if (values.json) console.log(JSON.stringify({ machine: machine(), threads: Number(values.threads), profiles }))
else {
  console.log(`Where a pass spends its time, beside ${CONTEXT} tokens of context (${machine()})`)
  for (const { name, operations } of profiles) {
    const whole = operations.reduce((sum, [, ms]) => sum + ms, 0)
    console.log(`\n| ${name} | ms | share |\n| --- | --- | --- |`)
    for (const [operation, ms] of operations.filter(([, part]) => part > 0.01 * whole))
      console.log(`| ${operation} | ${ms.toFixed(2)} | ${Math.round((100 * ms) / whole)} % |`)
    console.log(`| all | ${whole.toFixed(2)} | |`)
  }
}
