import { InferenceSession } from 'onnxruntime-node'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Passage, RunId, RunSettings } from '../../electron/contract/infill.ts'
import { infill } from '../../electron/engine/infill.ts'
import type { Memory } from '../../electron/engine/context.ts'
import { openModel } from '../../electron/engine/model.ts'
import { report } from './support/report.ts'
import type { Measure } from './support/report.ts'
import { openLongDocument, selectSentence, withStudio } from './support/studio.ts'

const REPEATS = 7
const sentence = (n: number) => `In the year ${n} the keeper climbed the stairs and lit the lamp before the storm. `
const left = Array.from({ length: 22 }, (_, n) => sentence(n)).join('')
const right = Array.from({ length: 11 }, (_, n) => ` ${sentence(100 + n).trim()}`).join('')
const thirty =
  'He looked at the tower for a long time before he picked up his bag, and then he went up to it slowly, as one goes up to a large quiet animal.'
const passage: Passage = [
  { kind: 'fixed', text: left },
  { kind: 'region', text: thirty, kept: [] },
  { kind: 'fixed', text: right },
]
const settings: RunSettings = {
  variants: 3,
  length: { kind: 'same' },
  strength: 1,
  temperature: 0.7,
  seed: 1,
  sampler: 'forward',
  care: 'quick',
}

/** Sums the time that ONNX Runtime itself takes, by standing in front of the `run` of every session made from now on. */
function watchBareRuns(): { take: () => number } {
  let sum = 0
  const create = InferenceSession.create.bind(InferenceSession) as (...args: unknown[]) => Promise<InferenceSession>
  const watched = async (...args: unknown[]) => {
    const session = await create(...args)
    const bare = session.run.bind(session) as (...given: unknown[]) => Promise<InferenceSession.ReturnType>
    session.run = async (...given: unknown[]) => {
      const started = performance.now()
      const result = await bare(...given)
      sum += performance.now() - started
      return result
    }
    return session
  }
  InferenceSession.create = watched
  return {
    take() {
      const taken = sum
      sum = 0
      return taken
    },
  }
}

async function engineMeasures(): Promise<Measure[]> {
  const bare = watchBareRuns()
  const scratch = await mkdtemp(join(tmpdir(), 'palimpsest-bench-'))
  const model = await openModel(resolve(import.meta.dirname, '../../models/starter'), { cacheFolder: scratch })
  const run = async (more: Partial<RunSettings>, memory: Memory) => {
    bare.take()
    const started = performance.now()
    await infill(
      model,
      { id: 'bench' as RunId, passage, settings: { ...settings, ...more } },
      { signal: new AbortController().signal, memory },
    )
    const whole = performance.now() - started
    return { whole, overhead: (100 * (whole - bare.take())) / whole }
  }
  const known: Memory = { context: null }
  await run({}, known)
  const samples = { fresh: [], warm: [], entropy: [], normal: [], overhead: [] } as Record<
    'fresh' | 'warm' | 'entropy' | 'normal' | 'overhead',
    number[]
  >
  // Side by side, so that what else the machine does falls on all alike.
  for (let i = 0; i < REPEATS; i++) {
    samples.fresh.push((await run({ seed: i }, { context: null })).whole)
    const warm = await run({ seed: i }, known)
    samples.warm.push(warm.whole)
    samples.overhead.push(warm.overhead)
    samples.entropy.push((await run({ seed: i, sampler: 'entropy' }, known)).whole)
    samples.normal.push((await run({ seed: i, care: 'normal' }, known)).whole)
  }
  await model.graph.dispose()
  await rm(scratch, { recursive: true })
  return [
    { name: 'three variants of 30 words, start to end, context new', unit: 'ms', samples: samples.fresh, budget: 2000 },
    { name: 'the same, context known from the run before', unit: 'ms', samples: samples.warm, budget: 2000 },
    { name: 'the same, surest first', unit: 'ms', samples: samples.entropy },
    { name: 'the same, start to end, normal care (six tries)', unit: 'ms', samples: samples.normal },
    { name: 'our share of a run beside session.run', unit: '%', samples: samples.overhead, budget: 10 },
  ]
}

/** From the fill key's own time stamp to the frame that shows the first word of it. */
async function firstWordMeasures(restMs: number): Promise<number[]> {
  const samples: number[] = []
  await withStudio(async page => {
    await openLongDocument(page, 1000)
    for (let i = 0; i < REPEATS + 1; i++) {
      await selectSentence(page, 1 + (i % 3), 2)
      await page.waitForTimeout(restMs)
      await page.evaluate(() => {
        Object.assign(window, {
          firstWord: new Promise<number>(done => {
            let pressed = 0
            window.addEventListener('keydown', event => (pressed = event.timeStamp), { capture: true, once: true })
            const watch = new MutationObserver(() => {
              if (document.querySelector('.infill-word') === null) return
              watch.disconnect()
              requestAnimationFrame(() => done(performance.now() - pressed))
            })
            watch.observe(document.querySelector('.ProseMirror')!, { childList: true, subtree: true })
          }),
        })
      })
      await page.keyboard.press('Control+Enter')
      const time = await page.evaluate(() => (window as unknown as { firstWord: Promise<number> }).firstWord)
      if (i > 0) samples.push(time)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Stop/ }).first().waitFor({ state: 'detached' })
      await page.keyboard.press('Escape')
      await page.getByRole('region', { name: 'Variants' }).waitFor({ state: 'detached' })
    }
  })
  return samples
}

const firstWord = 'fill key to first word on the page, about 500 words of context'
report('A run', [
  { name: `${firstWord}, selected just before`, unit: 'ms', samples: await firstWordMeasures(0) },
  {
    name: `${firstWord}, selected two seconds before`,
    unit: 'ms',
    samples: await firstWordMeasures(2000),
    budget: 150,
  },
  ...(await engineMeasures()),
])
