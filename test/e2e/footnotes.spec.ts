import type { Page } from '@playwright/test'
import { command, violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import { caretAfter, fill, modelReady, newDocument, saved, seen, select, strip, text } from './support/writing.ts'

const marks = (page: Page) => page.locator('.ProseMirror .footnote')
const notes = (page: Page) => marks(page).evaluateAll(all => all.map(it => (it as HTMLElement).dataset['footnote']))
const card = (page: Page) => page.getByRole('group', { name: /^Footnote \d/ })
const field = (page: Page) => page.getByRole('textbox', { name: /^Text of footnote/ })

const first = 'The keeper climbed the stairs as he did every evening.'
const second = 'The storm had been building since noon.'

async function addNote(page: Page, after: string, words: string): Promise<void> {
  await caretAfter(page, after)
  await page.keyboard.press('Control+Alt+n')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await expect(card(page)).toBeHidden()
}

test('footnotes are written, read, changed and taken out by keys alone, and are there after a start', async ({
  studio,
}) => {
  const { page } = studio
  await newDocument(page, [first, second])
  await addNote(page, 'the stairs', 'A hundred and ten of them.')
  await expect(text(page)).toBeFocused()
  await page.keyboard.type(' again')
  expect(await seen(page)).toContain('the stairs again as he did')
  await addNote(page, 'The keeper', 'His father kept it before.')
  expect(await notes(page)).toEqual(['His father kept it before.', 'A hundred and ten of them.'])

  // The arrow keys select one; Enter goes into it; Escape and Enter come back.
  await caretAfter(page, 'The keeper')
  await page.keyboard.press('ArrowRight')
  await expect(card(page)).toHaveAccessibleName('Footnote 1')
  await expect(text(page)).toBeFocused()
  await studio.shot('footnote')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(field(page)).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type(' Long before.')
  await page.keyboard.press('Escape')
  await expect(text(page)).toBeFocused()
  expect((await notes(page))[0]).toBe('His father kept it before. Long before.')
  await page.keyboard.press('Control+z')
  expect((await notes(page))[0]).toBe('His father kept it before.')

  // What it says is neither counted nor in the text.
  await saved(page)
  expect(await seen(page)).not.toContain('father')
  await studio.relaunch()
  await expect(marks(studio.page)).toHaveCount(2)
  expect(await notes(studio.page)).toEqual(['His father kept it before.', 'A hundred and ten of them.'])
  await marks(studio.page).first().click()
  await expect(card(studio.page)).toHaveAccessibleName('Footnote 1')
  await studio.page.keyboard.press('Backspace')
  expect(await notes(studio.page)).toEqual(['A hundred and ten of them.'])
  await studio.page.keyboard.press('Control+z')
  await expect(marks(studio.page)).toHaveCount(2)
})

test('what a footnote says is found from everywhere, and gone to', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, [first, second])
  await addNote(page, 'The keeper', 'His father kept it before.')
  await addNote(page, 'since noon', 'By the log of the ship.')
  await saved(page)
  await command(page, 'Previous document')
  await expect(text(page)).not.toContainText('The keeper climbed')
  await page.keyboard.press('Control+Shift+f')
  await page.keyboard.type('ship log')
  const hit = page.getByRole('button', { name: /By the log of the ship/ })
  await expect(hit).toHaveAccessibleName(/^2 · /)
  await studio.shot('footnote-found')
  expect(await violations(page)).toEqual([])
  await hit.click()
  await expect(text(page)).toContainText('The keeper climbed')
  await expect(card(page)).toHaveAccessibleName('Footnote 2')
  await expect(text(page)).toBeFocused()
})

test('a run writes round a footnote, which stands in every variant and after accept', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, second])
  await command(page, 'Insert a footnote')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type('Force ten.')
  await page.keyboard.press('Enter')
  await addNote(page, 'The storm', 'The worst in years.')
  const before = await seen(page)
  await select(page, 'The storm', 'since noon.')
  await fill(page)
  for (const _ of [1, 2, 3]) {
    await expect(marks(page)).toHaveCount(2)
    await expect(marks(page).first()).toBeVisible()
    await page.keyboard.press('Alt+]')
  }
  await studio.shot('footnote-variants')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(strip(page)).toBeHidden()
  expect(await notes(page)).toEqual(['The worst in years.', 'Force ten.'])
  expect(await seen(page)).not.toBe(before)
  await page.keyboard.press('Control+z')
  await expect.poll(() => seen(page)).toBe(before)
  expect(await notes(page)).toEqual(['The worst in years.', 'Force ten.'])
})

for (const theme of ['Sepia', 'Dark'] as const)
  test(`${theme.toLowerCase()}: a footnote can be read by everybody`, async ({ studio }) => {
    const { page } = studio
    await newDocument(page, [first])
    await addNote(page, 'the stairs', 'A hundred and ten of them.')
    await command(page, `${theme} theme`)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase())
    await marks(page).first().click()
    await expect(card(page)).toBeVisible()
    await page.waitForTimeout(400)
    expect(await violations(page)).toEqual([])
    await studio.shot(`footnote-${theme.toLowerCase()}`)
  })
