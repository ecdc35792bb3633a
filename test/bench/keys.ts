import type { Page } from '@playwright/test'
import { report } from './support/report.ts'
import { openLongDocument, selectSentence, withStudio } from './support/studio.ts'

const WORDS = 10_000
const KEYS = 150

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

await withStudio(async page => {
  await openLongDocument(page, WORDS)
  const idle = await typeAndTime(page, KEYS)

  await command(page, 'Check spelling')
  await page.locator('.misspelt').first().waitFor()
  // Long enough that words are looked at about when the next key comes.
  const spelling = await typeAndTime(page, KEYS, 350)
  await command(page, 'Stop checking spelling')
  await page.locator('.misspelt').first().waitFor({ state: 'detached' })

  await page.getByRole('radio', { name: '8', exact: true }).click()
  await page.getByRole('radio', { name: 'Careful' }).click()
  await selectSentence(page, 1, 3)
  await page.keyboard.press('Control+Enter')
  await page.locator('.infill-word').first().waitFor({ timeout: 60_000 })
  await page.locator('.ProseMirror > p').last().click()
  const before = idle.length
  const during = await typeAndTime(page, KEYS)
  const going = await page.getByRole('button', { name: /^Stop/ }).count()
  if (going === 0) console.error('keys: the run ended before the last key; what is below mixes both')
  report(`Keystroke to paint in a document of ${WORDS.toLocaleString('en')} words`, [
    { name: 'idle', unit: 'ms', samples: idle.slice(5), budget: 16 },
    { name: 'idle, spelling checked', unit: 'ms', samples: spelling.slice(5), budget: 16 },
    { name: 'during a run', unit: 'ms', samples: during.slice(before === during.length ? 0 : 5), budget: 33 },
  ])
})
