import type { ElectronApplication, Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeStudio, launch } from '../../e2e/support/launch.ts'
import { openDisplay } from '../../../electron/setup/display.mjs'

/** Runs `work` on a studio of its own, its model awake, on a display that nobody else uses. */
export async function withStudio(work: (page: Page, app: ElectronApplication) => Promise<void>): Promise<void> {
  const display = process.platform === 'linux' ? await openDisplay() : null
  if (display !== null) process.env['DISPLAY'] = display.name
  const library = await mkdtemp(join(tmpdir(), 'palimpsest-bench-'))
  try {
    const studio = await launch(library)
    await studio.page.getByText(/CPU · ready/).waitFor({ timeout: 120_000 })
    await work(studio.page, studio.app)
    await closeStudio(studio)
  } finally {
    await rm(library, { recursive: true, force: true })
    display?.close()
  }
}

/** A sentence of 15 words, the `index`th of many. */
const sentence = (index: number) =>
  `In the year ${index} the keeper climbed the stairs and lit the lamp before the storm.`

/** A new document of about `words` words in paragraphs of 90, the caret in its middle. */
export async function openLongDocument(page: Page, words: number): Promise<void> {
  await page.locator('.ProseMirror').waitFor()
  await page.keyboard.press('Control+n')
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.querySelector('.ProseMirror')?.textContent === '')
  const paragraphs = Array.from({ length: Math.round(words / 90) }, (_, p) =>
    Array.from({ length: 6 }, (_s, s) => sentence(p * 6 + s)).join(' '),
  )
  await page.evaluate(text => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    document
      .querySelector('.ProseMirror')!
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, paragraphs.join('\n\n'))
  await page.waitForFunction(count => document.querySelectorAll('.ProseMirror > p').length >= count, paragraphs.length)
  await page
    .locator('.ProseMirror > p')
    .nth(Math.floor(paragraphs.length / 2))
    .click()
  await page.waitForTimeout(1500)
}

/** Selects the `count`th sentence of the paragraph after the middle, where nothing was typed, as a drag of the mouse does. */
export async function selectSentence(page: Page, count: number, sentences = 1): Promise<void> {
  await page.evaluate(
    ([from, many]) => {
      const paragraphs = document.querySelectorAll('.ProseMirror > p')
      const paragraph = paragraphs[Math.floor(paragraphs.length / 2) + 1]!
      // What was pasted is marked as such, so its text stands in an element.
      const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode()!
      const ends = [
        0,
        ...Array.from(text.textContent!.matchAll(/\. /g), ({ index }) => index + 2),
        text.textContent!.length,
      ]
      ;(paragraph.closest('.ProseMirror') as HTMLElement).focus()
      document.getSelection()!.setBaseAndExtent(text, ends[from!]!, text, ends[from! + many!]! - 1)
    },
    [count, sentences],
  )
  await page.waitForTimeout(100)
}
