import { join, resolve } from 'node:path'
import { regionString } from '../../electron/contract/infill.ts'
import type { RunId, RunSettings } from '../../electron/contract/infill.ts'
import { infill } from '../../electron/engine/infill.ts'
import { openModel } from '../../electron/engine/model.ts'
import { placesOf, plainForm } from '../../electron/engine/plain-form.ts'
import { variantSeed } from '../../electron/engine/random.ts'
import { heldOutText } from './corpus.ts'
import { drawItems } from './items.ts'
import { wordsOf } from './measures.ts'

/**
 * `node test/evaluate/presence.ts [N]`: how often a wanted word stands in what is written. Of each of N held-out
 * sentences the longest word is wanted, and not; one variant each, at quick care.
 */
const root = resolve(import.meta.dirname, '../..')
const model = await openModel(join(root, 'models', 'starter'), {
  cacheFolder: join(root, '.palimpsest', 'engine'),
  threads: 1,
})
const items = drawItems(heldOutText(), model.vocabulary, Number(process.argv[2] ?? 40), 7)
const settings: RunSettings = {
  ...{ variants: 1, length: { kind: 'auto' }, strength: 1, temperature: 0.7, seed: 7, sampler: 'forward' },
  ...{ care: 'quick', use: [], avoid: [], around: 'nothing' },
}

async function isWritten(index: number, word: string, more: Partial<RunSettings>): Promise<boolean> {
  const { left, erased, right } = items[index]!
  const passage = [
    { kind: 'fixed', text: left },
    { kind: 'region', text: erased, kept: [] },
    { kind: 'fixed', text: right },
  ] as const
  const seed = variantSeed(settings.seed, 1000 * index)
  const request = { id: 'presence' as RunId, passage, settings: { ...settings, seed, ...more } }
  const { variants } = await infill(model, request, { signal: new AbortController().signal })
  const text = variants[0]!.regions.map(regionString).join(' ')
  return placesOf(plainForm(text), plainForm(word)).length > 0
}

for (const sampler of ['forward', 'entropy'] as const) {
  let [wanted, unwanted] = [0, 0]
  for (const [index, { erased }] of items.entries()) {
    const word = wordsOf(erased).toSorted((a, b) => b.length - a.length)[0]!
    wanted += Number(await isWritten(index, word, { sampler, use: [word] }))
    unwanted += Number(await isWritten(index, word, { sampler }))
  }
  console.log(`${sampler}: written in ${wanted} of ${items.length} when wanted, in ${unwanted} when not`)
}
await model.graph.dispose()
