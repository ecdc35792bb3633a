import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parseArgs } from 'node:util'
import { openModel } from '../../electron/engine/model.ts'
import { mixedRuns } from './support/mixed-runs.ts'
import { report } from './support/report.ts'

/**
 * `npm run bench -- load [--model models/starter] [--runs 200] [--longest 20] [--json]`: resident memory over many runs of
 * mixed sizes in a row, in quarters. It levels off when the later quarters are no higher than the second.
 */
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'models/starter' },
    runs: { type: 'string', default: '200' },
    longest: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
})
const runs = Number(values.runs)
if (!(runs >= 4)) throw new RangeError('--runs takes a number from 4')

setFlagsFromString('--expose-gc')
globalThis.gc = runInNewContext('gc') as NodeJS.GCFunction

const scratch = await mkdtemp(join(tmpdir(), 'palimpsest-load-'))
const model = await openModel(resolve(import.meta.dirname, '../..', values.model), { cacheFolder: scratch })
const quarters: number[][] = [[], [], [], []]
await mixedRuns(model, runs, Number(values.longest), (run, bytes) => {
  quarters[Math.floor((4 * run) / runs)]!.push(bytes / 2 ** 20)
})
await model.graph.dispose()
await rm(scratch, { recursive: true })
report(
  `${runs} runs of mixed sizes, ${model.manifest.title}`,
  quarters.map((samples, i) => ({ name: `resident memory, quarter ${i + 1}`, unit: 'MiB', samples })),
)
