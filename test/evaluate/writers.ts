import type { Passage, RunId, Surroundings } from '../../electron/contract/infill.ts'
import { regionString } from '../../electron/contract/infill.ts'
import { foresee, infill } from '../../electron/engine/infill.ts'
import type { Memory } from '../../electron/engine/context.ts'
import type { Model } from '../../electron/engine/model.ts'
import { variantSeed } from '../../electron/engine/random.ts'
import type { Item } from './items.ts'
import { DEFAULT_TUNING } from '../../electron/engine/sampling/tuning.ts'
import { heedsWindow } from './options.ts'
import type { Setting } from './options.ts'
import type { Parent } from './parent.ts'
import { scored } from './score.ts'

/** What a writer made of an item. `passes` through its model; a writer without a model has none, and took no time. */
export type Written = Readonly<{ text: string; passes: number; milliseconds: number }>

/** Someone who fills the place of an erased sentence. The parent has read the item's left side already. */
export type Writer = Readonly<{ name: string; write(item: Item, index: number): Promise<Written> }>

export const author: Writer = {
  name: 'the author',
  write: ({ erased }) => Promise.resolve({ text: erased, passes: 0, milliseconds: 0 }),
}

/** The parent from the left only, at the erased text's length in tokens; of `tries` the one it likes best itself. */
export function parentWriter(parent: Parent, model: Model, tries: number, seed: number): Writer {
  const { encode, texts } = model.vocabulary
  return {
    name: tries === 1 ? 'parent from the left' : `parent, best of ${tries} by itself`,
    async write(item, index) {
      const started = performance.now()
      const count = encode(` ${item.erased}`).length
      let best = { text: '', sum: -Infinity }
      for (let i = 0; i < tries; i++) {
        const ids = await parent.write(count, TEMPERATURE, variantSeed(seed, 1000 * index + i))
        const text = ids
          .map(id => texts[id] ?? '')
          .join('')
          .trim()
        const sum = tries === 1 ? 0 : (await scored(parent, model, item, text)).sum
        if (sum > best.sum) best = { text, sum }
      }
      return { text: best.text, passes: tries * count, milliseconds: performance.now() - started }
    },
  }
}
const TEMPERATURE = 0.7

/**
 * The engine at its own best guess of one variant, the context read ahead as the studio does it: neither its time nor
 * its passes count. `memory` may be shared among writers. `rightHidden` leaves it the left side only.
 */
export function engineWriter(
  model: Model,
  setting: Setting,
  seed: number,
  memory: Memory,
  rightHidden = false,
): Writer {
  return {
    name: `${nameOf(setting)}${rightHidden ? ', right side hidden' : ''}`,
    async write({ left, erased, right, around: all }, index) {
      const region = { kind: 'region', text: erased, kept: [] } as const
      const passage: Passage = [
        { kind: 'fixed', text: left },
        region,
        { kind: 'fixed', text: rightHidden ? '' : right },
      ]
      const { window, gamma, cooling, minP, ...wished } = setting
      const settings = {
        ...wished,
        variants: 1,
        strength: 1,
        use: [],
        avoid: [],
        seed: variantSeed(seed, 1000 * index),
      }
      const around = aroundFor(setting.around, all)
      const request = { id: 'evaluate' as RunId, passage, settings, ...(around && { around }) }
      await foresee(model, passage, setting.length, memory, around)
      const { variants, passes, milliseconds } = await infill(model, request, {
        signal: new AbortController().signal,
        memory,
        tuning: { ...DEFAULT_TUNING, window, gamma, cooling, minP },
      })
      return { text: variants[0]!.regions.map(regionString).join('').trim(), passes, milliseconds }
    },
  }
}

/** What the setting lets a writer see of an item's surroundings. */
function aroundFor(wished: Setting['around'], all: Surroundings | undefined): Surroundings | undefined {
  if (wished === 'nothing' || all === undefined) return undefined
  return wished === 'outline' ? all : { ...all, outline: '' }
}

function nameOf({ sampler, care, temperature, length, window, gamma, cooling, minP, around }: Setting): string {
  const own = [
    ...(heedsWindow(sampler) ? [`window ${window}`] : []),
    ...(sampler === 'entropy' ? [`gamma ${gamma}`] : []),
    ...(cooling > 0 ? [`cooling ${cooling}`] : []),
    ...(minP > 0 ? [`min-p ${minP}`] : []),
    ...(around === 'nothing' ? [] : [`around: ${around}`]),
  ]
  return [sampler, care, temperature, length.kind, ...own].join(', ')
}
