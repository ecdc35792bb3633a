import { readFile } from 'node:fs/promises'
import { arch, availableParallelism, cpus, platform, release } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { BACKENDS } from '../contract/engine.ts'
import type { BackendName } from '../contract/engine.ts'
import { writeCached } from './cached.ts'
import { runtimeVersion } from './onnx.ts'

/**
 * What is known of a back end here. `trying` is written before it is touched and replaced after, so one that is found
 * at a start was left by a process that the back end brought down. `absent`: ONNX Runtime could not open it. `right`:
 * it computes the golden outputs, and the benchmark in so many milliseconds, null until it has run. `unfinished`: how
 * often in a row work on it began and never ended.
 */
const trialSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('trying') }),
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('failed'), why: z.string() }),
  z.object({ kind: z.literal('right'), milliseconds: z.number().nullable(), unfinished: z.int() }),
])
export type Trial = z.infer<typeof trialSchema>

const fileSchema = z.object({
  runtime: z.string(),
  machine: z.string(),
  trials: z.partialRecord(z.enum(BACKENDS), trialSchema),
})

/** The trials of one model on this machine with this ONNX Runtime. */
export type Trials = Readonly<{
  of: (backend: BackendName) => Trial | null
  /** Remembers, or forgets with null. Written when it resolves, where it can be. */
  set: (backend: BackendName, trial: Trial | null) => Promise<void>
}>

/** A driver is part of the machine, and the system's release stands for it. */
const thisMachine = () =>
  `${platform()} ${arch()} ${release()}, ${cpus()[0]?.model ?? 'unknown'} × ${availableParallelism()}`

/** What is remembered in `cacheFolder`; an unreadable memory, or one of another machine or runtime, is empty. */
export async function readTrials(cacheFolder: string, modelHash: string, machine = thisMachine()): Promise<Trials> {
  const path = join(cacheFolder, `back-ends-${modelHash}.json`)
  const text = await readFile(path, 'utf8').catch(() => '{}')
  const parsed = fileSchema.safeParse(parse(text))
  const same = parsed.success && parsed.data.runtime === runtimeVersion && parsed.data.machine === machine
  const trials = new Map(same ? (Object.entries(parsed.data.trials) as [BackendName, Trial][]) : [])
  const write = () =>
    writeCached(path, JSON.stringify({ runtime: runtimeVersion, machine, trials: Object.fromEntries(trials) }))
  let written = Promise.resolve()
  return {
    of: backend => trials.get(backend) ?? null,
    set(backend, trial) {
      if (trial === null) trials.delete(backend)
      else trials.set(backend, trial)
      written = written.then(write)
      return written
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
