import { stdout } from 'node:process'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { EngineFault } from '../engine/faults.ts'
import { surprise } from '../engine/ask/surprise.ts'
import type { Memory } from '../engine/context.ts'
import { infill } from '../engine/infill.ts'
import { openModel } from '../engine/model.ts'
import { AROUND_CHARS_MAX, regionString } from '../contract/infill.ts'
import type { RunId, RunReport, Snapshot, Surroundings } from '../contract/infill.ts'
import { lengthOf } from '../contract/variant-length.ts'
import { HELP, UsageError, parseCommand } from './arguments.ts'
import type { Command } from './arguments.ts'
import { alternativesOf, polished, wordsWithText } from './asked.ts'
import { alternativesText, liveView, reportText, surpriseText, traceLine } from './display.ts'
import { passageOf } from './passage.ts'
import { readText } from './read.ts'

/** Exit codes: 0 done, 1 the engine could not, 2 the command was wrong, 130 interrupted. */
async function main(): Promise<number> {
  const command = parseCommand(process.argv.slice(2))
  if (command === 'help') {
    console.log(HELP)
    return 0
  }
  const text = await readText(command.file)
  const passage = passageOf(text, command)
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort())
  const model = await openModel(command.model ?? resolve(import.meta.dirname, '../../models/starter'), {
    cacheFolder: cacheFolder(),
  })
  const around = await surroundings(command)
  const request = { id: 'terminal' as RunId, passage, settings: command.settings, around }
  const { signal } = interrupt
  if (command.show === 'surprise') {
    const words = wordsWithText(passage, await surprise(model, { passage }, { signal }))
    console.log(command.json ? JSON.stringify({ words }) : surpriseText(words))
    return 0
  }
  const memory: Memory = { context: null }
  const view = viewFor(command)
  const options = { signal, memory, onSnapshot: view.show }
  const written = await infill(model, request, options)
  const report = command.polish ? await polished(model, request, written, options) : written
  view.close()
  const words =
    command.show === 'alternatives' ? await alternativesOf(model, request, report, { signal, memory }) : null
  if (command.json) console.log(JSON.stringify({ ...asJson(report), ...(words && { words }) }))
  else console.log([reportText(report, stdout.isTTY), ...(words ? [alternativesText(words)] : [])].join('\n\n'))
  return 0
}

async function surroundings({ around: { previous, next, outline } }: Command): Promise<Surroundings> {
  return {
    outline,
    before: previous === null ? '' : (await readText(previous)).slice(-AROUND_CHARS_MAX),
    after: next === null ? '' : (await readText(next)).slice(0, AROUND_CHARS_MAX),
  }
}

type View = Readonly<{ show: (snapshot: Snapshot) => void; close: () => void }>

/** Progress goes to a terminal in place, with `--trace` to lines of standard error, otherwise nowhere. */
function viewFor({ trace, json }: Command): View {
  if (trace) return { show: snapshot => process.stderr.write(`${traceLine(snapshot)}\n`), close: () => undefined }
  return !json && process.stderr.isTTY ? liveView(process.stderr) : { show: () => undefined, close: () => undefined }
}

function asJson({ variants, steps, passes, milliseconds, model, backend }: RunReport) {
  return {
    variants: variants.map(variant => ({
      text: variant.regions.map(regionString).join('\n\n'),
      fit: variant.fit,
      length: lengthOf(variant),
      seed: variant.seed,
    })),
    steps,
    passes,
    milliseconds,
    model,
    backend,
  }
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'palimpsest')
}

function exitWith(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`fill: ${error.message}\nTry: npm run fill -- --help`)
    return 2
  }
  if (error instanceof DOMException && error.name === 'AbortError') return 130
  if (!(error instanceof EngineFault)) throw error
  console.error(`fill: ${error.message}`)
  return 1
}

process.exitCode = await main().catch(exitWith)
