import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { regionString } from '../../electron/contract/infill.ts'
import type { RunId, SamplerName } from '../../electron/contract/infill.ts'
import { infill } from '../../electron/engine/infill.ts'
import { openModel } from '../../electron/engine/model.ts'
import { passageOf, plainSettings } from './support/mixed-runs.ts'

/**
 * `npm run bench -- repeats [--repeats 100] [--json]`: writes the same passage again and again in two processes, with one
 * thread and with two, alone and beside up to three other variants, by each of two samplers, and compares the bytes of all
 * texts of a seed. Exit code 1 where two differ.
 */
const SEED = 40
const SAMPLERS: readonly SamplerName[] = ['forward', 'entropy']

/** Texts of one process: a line for each variant, its sampler, seed and hash. */
async function repeat(threads: number, repeats: number): Promise<string[]> {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'palimpsest-repeats-'))
  const model = await openModel(resolve(import.meta.dirname, '../../models/starter'), { cacheFolder, threads })
  const lines: string[] = []
  for (let i = 0; i < repeats; i++) {
    // Seeds overlap: variant k of seed s is variant 0 of seed s + k.
    const settings = {
      ...plainSettings,
      seed: SEED + (i % 3),
      variants: 1 + (i % 4),
      sampler: SAMPLERS[Math.floor(i / 4) % SAMPLERS.length]!,
    }
    const request = { id: 'repeat' as RunId, passage: passageOf(9, 3, 1), settings }
    const { variants } = await infill(model, request, { signal: new AbortController().signal })
    for (const { seed, regions } of variants) {
      const hash = createHash('sha256').update(regions.map(regionString).join('\n')).digest('hex')
      lines.push(`${settings.sampler} ${seed} ${hash}`)
    }
  }
  await model.graph.dispose()
  await rm(cacheFolder, { recursive: true })
  return lines
}

async function inProcess(threads: number, repeats: number): Promise<string[]> {
  const child = fork(import.meta.filename, [], { env: { ...process.env, REPEAT: `${threads} ${repeats}` } })
  return new Promise((done, failed) => {
    child.once('message', lines => done(lines as string[]))
    child.once('exit', code => failed(new Error(`a process of repeats ended with code ${code}`)))
  })
}

const ordered = process.env['REPEAT']
if (ordered !== undefined) {
  const [threads, repeats] = ordered.split(' ').map(Number)
  process.send!(await repeat(threads!, repeats!), () => process.disconnect())
} else {
  const { values } = parseArgs({
    options: { repeats: { type: 'string', default: '100' }, json: { type: 'boolean', default: false } },
  })
  const each = Math.ceil(Number(values.repeats) / 2)
  const lines = [...(await inProcess(1, each)), ...(await inProcess(2, each))]
  const texts = new Map<string, Set<string>>()
  for (const line of lines) {
    const [sampler, seed, hash] = line.split(' ') as [string, string, string]
    const name = `${sampler}, seed ${seed}`
    texts.set(name, (texts.get(name) ?? new Set()).add(hash))
  }
  const differing = [...texts].filter(([, hashes]) => hashes.size > 1).map(([name]) => name)
  const result = { runs: 2 * each, variants: lines.length, seeds: texts.size, differing }
  console.log(
    values.json
      ? JSON.stringify(result)
      : `${result.runs} runs in two processes (one thread and two), ${result.variants} variants of ${result.seeds} seeds and samplers: ${differing.length === 0 ? 'every seed gave one text, byte for byte' : `different texts for ${differing.join('; ')}`}`,
  )
  process.exitCode = differing.length === 0 ? 0 : 1
}
