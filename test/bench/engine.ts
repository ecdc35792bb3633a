import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openModel } from '../../electron/engine/model.ts'
import { measure, timed } from './engine/desk.ts'
import { growth } from './engine/growth.ts'
import { againstParent } from './engine/parent.ts'
import { againstPlain } from './engine/plain.ts'
import { runs } from './engine/runs.ts'
import { samplers } from './engine/samplers.ts'
import { report } from './support/report.ts'
import type { Measure } from './support/report.ts'

/**
 * `npm run bench -- engine [--repeats 7] [--threads N] [--only parent,plain,runs,samplers,growth] [--context 690]
 * [--passage 41] [--json]`: sizes in tokens; the given ones are 500 words of context and a passage of 30.
 */
const parts = { parent: againstParent, plain: againstPlain, runs, samplers, growth }
type Part = keyof typeof parts

const { values } = parseArgs({
  options: {
    repeats: { type: 'string', default: '7' },
    threads: { type: 'string', default: String(availableParallelism()) },
    only: { type: 'string', default: Object.keys(parts).join(',') },
    context: { type: 'string', default: '690' },
    passage: { type: 'string', default: '41' },
    json: { type: 'boolean', default: false },
  },
})
const [repeats, threads] = [Number(values.repeats), Number(values.threads)]
if (!(repeats >= 1) || !(threads >= 1)) throw new RangeError('--repeats and --threads take numbers from 1')
const names = values.only.split(',').map(name => {
  if (!Object.hasOwn(parts, name)) throw new RangeError(`--only takes ${Object.keys(parts).join(', ')}, not “${name}”`)
  return name as Part
})

const cacheFolder = await mkdtemp(join(tmpdir(), 'palimpsest-bench-'))
const open = () => openModel(resolve(import.meta.dirname, '../../models/starter'), { cacheFolder, threads })
// The first time, files are verified and golden outputs recomputed; what counts is every later time.
await (await open()).graph.dispose()
const loading = measure('model load', 'ms', 3000)
for (let i = 0; i < repeats; i++) loading.samples.push(await timed(async () => (await open()).graph.dispose()))
const model = await open()

const measures: Measure[] = [loading]
const desk = { model, repeats, threads, context: Number(values.context), passage: Number(values.passage) }
for (const name of names) measures.push(...(await parts[name](desk)))
await model.graph.dispose()
await rm(cacheFolder, { recursive: true })
const peak = measure('peak memory of this process', 'MiB')
peak.samples.push(process.resourceUsage().maxRSS / 1024)
report(`The engine, ${threads} ${threads === 1 ? 'thread' : 'threads'}`, [...measures, peak])
