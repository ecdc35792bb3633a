import { join, resolve } from 'node:path'
import { openModel } from '../../electron/engine/model.ts'
import { EngineFault } from '../../electron/engine/faults.ts'
import { heldOutText, wordsIn } from './corpus.ts'
import { drawItems } from './items.ts'
import type { Item } from './items.ts'
import { wordsOf } from './measures.ts'
import { HELP, UsageError, parseOptions } from './options.ts'
import { openParent } from './parent.ts'
import { readLeft, scored } from './score.ts'
import { rowOf, tableOf } from './table.ts'
import type { Result } from './table.ts'
import { author, engineWriter, parentWriter } from './writers.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/**
 * Rewrites held-out sentences by all writers in turn, item by item, and prints what the parent makes of them. An
 * interrupt ends it after the item at hand, with the table of what was measured.
 */
async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2))
  if (options === 'help') {
    console.log(HELP)
    return 0
  }
  const folder = options.text ?? heldOutText()
  // One thread: on a busy machine, threads that wait for each other take longer than one that does not.
  const model = await openModel(join(ROOT, 'models', 'starter'), {
    cacheFolder: join(ROOT, '.palimpsest', 'engine'),
    threads: 1,
  })
  const items = drawItems(folder, model.vocabulary, options.n, options.seed, options.set)
  const parent = await openParent()
  const first = options.settings[0]!
  const memory = { context: null }
  const compared = [
    author,
    parentWriter(parent, model, 1, options.seed),
    parentWriter(parent, model, 8, options.seed),
    engineWriter(model, first, options.seed, { context: null }, true),
  ]
  const writers = [
    ...(options.engineOnly ? [] : compared),
    ...options.settings.map(setting => engineWriter(model, setting, options.seed, memory)),
  ]
  const results = writers.map((): Result[] => [])
  const enough = new AbortController()
  process.once('SIGINT', () => enough.abort())
  for (const [index, item] of items.entries()) {
    if (enough.signal.aborted) break
    await readLeft(parent, model, item)
    for (const [i, writer] of writers.entries()) {
      const written = await writer.write(item, index)
      const score = await scored(parent, model, item, written.text)
      const tokens = model.vocabulary.encode(` ${written.text}`).length
      results[i]!.push({ item, written, score, tokens })
    }
    process.stderr.write(`\r${index + 1} of ${items.length}`)
  }
  process.stderr.write('\n')
  const known = wordsIn(folder)
  const rows = writers.map(({ name }, i) => rowOf(name, results[i]!, word => isKnown(word, known)))
  if (options.json)
    console.log(
      JSON.stringify({ model: model.hash, seed: options.seed, set: options.set, rows, items: told(items, results) }),
    )
  else console.log(tableOf(rows))
  await model.graph.dispose()
  await parent.close()
  return 0
}

/** A hyphened word is known by its parts. */
function isKnown(word: string, known: ReadonlySet<string>): boolean {
  return wordsOf(word).every(part => known.has(part))
}

/** Each item with all texts, in the order of the rows. */
function told(items: readonly Item[], results: readonly (readonly Result[])[]) {
  return items.slice(0, results[0]!.length).map((item, i) => ({
    ...item,
    texts: results.map(of => ({ written: of[i]!.written.text, ...of[i]!.score })),
  }))
}

function exitWith(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`evaluate: ${error.message}\nTry: npm run evaluate -- --help`)
    return 2
  }
  if (!(error instanceof EngineFault)) throw error
  console.error(`evaluate: ${error.message}`)
  return 1
}

process.exitCode = await main().catch(exitWith)
