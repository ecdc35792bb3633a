import type { ElectronApplication, Page } from '@playwright/test'
import { report } from './support/report.ts'
import type { Measure } from './support/report.ts'
import { openLongDocument, selectSentence, withStudio } from './support/studio.ts'

const WORDS = 10_000
const KEYS = 150
const FLIPS = 40
const RUNS = 500
/** Of the screen that the studio is drawn on here: 60 frames a second. */
const FRAME_MS = 1000 / 60

/** Milliseconds from a key's own time stamp to the first moment after the frame that shows it. `restMs`: after each word. */
async function typeAndTime(page: Page, keys: number, restMs = 40): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    window.addEventListener(
      'keydown',
      event => {
        const pressed = event.timeStamp
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => times.push(performance.now() - pressed)
          port2.postMessage(null)
        })
      },
      { capture: true },
    )
  })
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press('abcdefgh '[i % 9]!)
    await page.waitForTimeout(i % 9 === 8 ? restMs : 40)
  }
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes)
}

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
}

/** Starts a run that lasts: eight variants of three sentences, with care. */
async function startLongRun(page: Page): Promise<void> {
  await page.getByRole('radio', { name: '8', exact: true }).click()
  await page.getByRole('radio', { name: 'Careful' }).click()
  await selectSentence(page, 1, 3)
  await page.keyboard.press('Control+Enter')
  await page.locator('.infill-word').first().waitFor({ timeout: 60_000 })
}

const goesOn = async (page: Page) => (await page.getByRole('button', { name: /^Stop/ }).count()) > 0

async function leaveRun(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Stop/ }).first().waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await page.getByRole('region', { name: 'Variants' }).waitFor({ state: 'detached' })
}

async function typing(page: Page): Promise<Measure[]> {
  const idle = await typeAndTime(page, KEYS)

  await command(page, 'Check spelling')
  await page.locator('.misspelt').first().waitFor()
  // Long enough that words are looked at about when the next key comes.
  const spelling = await typeAndTime(page, KEYS, 350)
  await command(page, 'Stop checking spelling')
  await page.locator('.misspelt').first().waitFor({ state: 'detached' })

  await startLongRun(page)
  await page.locator('.ProseMirror > p').last().click()
  const during = await typeAndTime(page, KEYS)
  if (!(await goesOn(page))) console.error('editor: the run ended before the last key; what is below mixes both')
  await leaveRun(page)
  return [
    { name: 'keystroke to paint, idle', unit: 'ms', samples: idle.slice(5), budget: 16 },
    { name: 'keystroke to paint, spelling checked', unit: 'ms', samples: spelling.slice(5), budget: 16 },
    { name: 'keystroke to paint, during a run', unit: 'ms', samples: during.slice(5), budget: 33 },
  ]
}

/** Milliseconds between one frame and the next, over `ms`. */
function framesFor(page: Page, ms: number): Promise<number[]> {
  return page.evaluate(
    length =>
      new Promise<number[]>(done => {
        const gaps: number[] = []
        const begun = performance.now()
        let last = begun
        const next = (now: number) => {
          gaps.push(now - last)
          last = now
          if (now - begun < length) requestAnimationFrame(next)
          else done(gaps.slice(1))
        }
        requestAnimationFrame(next)
      }),
    ms,
  )
}

async function frames(page: Page): Promise<Measure[]> {
  const idle = await framesFor(page, 4000)
  await startLongRun(page)
  const during = await framesFor(page, 4000)
  if (!(await goesOn(page))) console.error('editor: the run ended before the last frame; what is below mixes both')
  await leaveRun(page)
  const dropped = (gaps: readonly number[]) => [
    (100 * gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0)) /
      gaps.reduce((sum, gap) => sum + Math.max(1, Math.round(gap / FRAME_MS)), 0),
  ]
  return [
    { name: 'from frame to frame, idle', unit: 'ms', samples: idle },
    { name: 'from frame to frame, during a run', unit: 'ms', samples: during, budget: Math.ceil(FRAME_MS) },
    { name: 'frames dropped, idle', unit: '%', samples: dropped(idle) },
    { name: 'frames dropped, during a run', unit: '%', samples: dropped(during) },
  ]
}

/** From the key's own time stamp to the frame behind the one that shows another variant in the passage. */
async function flips(page: Page): Promise<Measure[]> {
  await page.getByRole('button', { name: 'Wild', exact: true }).click()
  await selectSentence(page, 1, 3)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: /^Accept/ }).waitFor({ timeout: 120_000 })
  if ((await page.getByRole('button', { name: /^Variant/ }).count()) < 2) throw new Error('there is nothing to flip to')
  const samples: number[] = []
  for (let i = 0; i < FLIPS; i++) {
    await page.evaluate(() => {
      const shown = () => document.querySelector('.infill')?.textContent
      const before = shown()
      Object.assign(window, {
        flipped: new Promise<number>(done =>
          window.addEventListener(
            'keydown',
            ({ timeStamp }) => {
              const look = () => {
                if (shown() === before) requestAnimationFrame(look)
                else requestAnimationFrame(() => done(performance.now() - timeStamp))
              }
              requestAnimationFrame(look)
            },
            { capture: true, once: true },
          ),
        ),
      })
    })
    await page.keyboard.press('Alt+]')
    samples.push(await page.evaluate(() => (window as unknown as { flipped: Promise<number> }).flipped))
  }
  await page.keyboard.press('Escape')
  return [{ name: 'flip to another variant', unit: 'ms', samples, budget: 50 }]
}

/** Resident memory of all processes of the studio, in MB, after `count` short runs more, each accepted and undone. */
async function memoryAfter(app: ElectronApplication, page: Page, count: number): Promise<number> {
  for (let i = 0; i < count; i++) {
    await selectSentence(page, 1)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: /^Accept/ }).waitFor({ timeout: 60_000 })
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Variants' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
  }
  return app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize / 1000, 0),
  )
}

async function memory(app: ElectronApplication, page: Page): Promise<Measure[]> {
  await page.getByRole('radio', { name: '1', exact: true }).click()
  await page.getByRole('radio', { name: 'Quick' }).click()
  const first = await memoryAfter(app, page, 20)
  const last = await memoryAfter(app, page, RUNS - 20)
  return [
    { name: 'memory after 20 runs', unit: 'MB', samples: [first] },
    { name: `memory after ${RUNS} runs`, unit: 'MB', samples: [last] },
  ]
}

await withStudio(async (page, app) => {
  await openLongDocument(page, WORDS)
  const measures = [...(await typing(page)), ...(await frames(page)), ...(await flips(page))]
  if (!process.argv.includes('--short')) measures.push(...(await memory(app, page)))
  report(`The editor with a document of ${WORDS.toLocaleString('en')} words`, measures)
})
