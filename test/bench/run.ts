import { report } from './support/report.ts'
import { openLongDocument, selectSentence, withStudio } from './support/studio.ts'

const REPEATS = 7
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
report('A run in the studio', [
  { name: `${firstWord}, selected just before`, unit: 'ms', samples: await firstWordMeasures(0) },
  {
    name: `${firstWord}, selected two seconds before`,
    unit: 'ms',
    samples: await firstWordMeasures(2000),
    budget: 150,
  },
])
