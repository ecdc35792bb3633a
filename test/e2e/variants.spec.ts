import type { Page } from '@playwright/test'
import { violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import { fill, modelReady, newDocument, offered, seen, select, shownVariant, strip } from './support/writing.ts'

const first = 'The keeper climbed the stairs as he did every evening. He counted the steps, as a child counts.'
const passage = 'The storm had been building since noon. The gulls were gone.'
/** Fills a passage of a new document; resolves to the page's text as it was before, once variants are offered. */
async function fillPassage(page: Page): Promise<string> {
  await modelReady(page)
  await newDocument(page, [first, passage])
  const before = await seen(page)
  await select(page, passage)
  await fill(page)
  return before
}
const cards = (page: Page) => strip(page).getByRole('button', { name: /^Variant/ })

test('star, reject, type into and accept a variant by keyboard; what was typed is the writer’s', async ({ studio }) => {
  const { page } = studio
  const before = await fillPassage(page)
  const count = await cards(page).count()
  expect(count).toBeGreaterThan(1)
  await page.keyboard.press('Alt+s')
  await expect(cards(page).first()).toContainText('★')
  await page.keyboard.press('Alt+x')
  await expect(cards(page)).toHaveCount(count - 1)
  await page.keyboard.press('Alt+e')
  await expect(page.getByRole('textbox', { name: 'The variant' })).toBeFocused()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Mine it is.')
  await studio.shot('variant-typed')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(cards(page).first()).toContainText('edited by you')
  const text = await shownVariant(page)
  expect(text).toContain('Mine it is.')
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toBe(before.replace(passage, text))
  const written = await page.locator('.ProseMirror .origin').allInnerTexts()
  expect(written.join('')).not.toContain('Mine')
  expect(written.length).toBeGreaterThan(0)
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(before)
  await page.keyboard.press('Control+Alt+h')
  await expect(page.getByRole('tabpanel')).toContainText('★')
  await studio.shot('history-star')
})

test('words selected in the preview are accepted alone', async ({ studio }) => {
  const { page } = studio
  const before = await fillPassage(page)
  const text = await shownVariant(page)
  const last = text.trim().split(/\s+/).at(-1)!
  await page.keyboard.press('Alt+e')
  await expect(page.getByRole('textbox', { name: 'The variant' })).toBeFocused()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await studio.shot('variant-part')
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  const after = await seen(page)
  expect(after).toContain(last)
  // They take the place of what they correspond to, which the text decides; what the passage begins with is far from it.
  expect(after).toContain('The storm had')
  expect(after).not.toContain(text.trim())
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(before)
})

test('Enter on a card shows its variant; in the strip it accepts the one that is shown', async ({ studio }) => {
  const { page } = studio
  const before = await fillPassage(page)
  await cards(page).nth(1).focus()
  await page.keyboard.press('Enter')
  await expect(cards(page).nth(1)).toHaveAttribute('aria-pressed', 'true')
  const text = await shownVariant(page)
  await strip(page).focus()
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toBe(before.replace(passage, text))
})

test('letters typed after a fill are the page’s; in the strip they are keys', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, passage])
  await select(page, 'The gulls were gone.')
  await fill(page)
  await page.keyboard.type(' frost')
  expect(await seen(page)).toContain(' frost')
  await page.keyboard.press('Alt+f')
  const columns = strip(page).getByRole('group', { name: 'Compare side by side' })
  await expect(columns).toBeVisible()
  await columns.getByRole('combobox', { name: 'Compare with' }).selectOption('Variant 1')
  await expect(columns.getByRole('button', { name: /^Variant 1/ })).toHaveCount(0)
  await expect(columns.getByRole('button', { name: /^Variant 2/ })).toBeVisible()
  await studio.shot('compare-variants')
  expect(await violations(page)).toEqual([])
  await strip(page).focus()
  await page.keyboard.press('f')
  await expect(columns).toHaveCount(0)
})

test('sentences stand side by side; locks hidden under a preview leave no trace; badges hang below each other', async ({
  studio,
}) => {
  const { page } = studio
  await modelReady(page)
  const long = `${passage} Marta Holm climbed up to the gallery of Saint Elm, and looked at the wild sea for a long while.`
  await newDocument(page, [first, long])
  for (const words of ['The storm had been building', 'looked at the wild sea']) {
    await select(page, words)
    await page.keyboard.press('Control+Shift+Enter')
  }
  const lefts = await page
    .locator('.region-badge')
    .evaluateAll(all => all.map(it => getComputedStyle(it, '::after').left))
  expect(lefts).toHaveLength(2)
  expect(lefts[0]).toBe(lefts[1])
  await page.keyboard.press('Control+k')
  await page.keyboard.type('unmark all')
  await page.keyboard.press('Enter')
  await select(page, long)
  await page.keyboard.press('Control+Shift+l')
  await expect(page.locator('.lock')).toHaveCount(2)
  await select(page, 'The storm', 'long while.')
  await fill(page)
  const chips = await page.locator('.lock').evaluateAll(all => all.map(it => getComputedStyle(it, '::after').display))
  expect(new Set(chips)).toEqual(new Set(['none']))
  await page.keyboard.press('Alt+f')
  const rows = strip(page).getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(3)).toContainText('Marta Holm')
  await studio.shot('compare-sentences')
  await page.keyboard.press('Backspace')
  await expect(page.locator('.lock')).toHaveCount(2)
})

/** Selects a word in the comparison that the shown variant, the first, does not have, and tells where it is. */
async function selectWordOfAnother(page: Page): Promise<{ word: string; x: number; y: number }> {
  const shown = await shownVariant(page)
  return strip(page)
    .getByRole('group', { name: 'Compare side by side' })
    .evaluate((columns, text) => {
      for (const { firstChild } of columns.querySelectorAll('td:is([data-variant="1"], [data-variant="2"]) ins')) {
        for (const { 0: word, index } of firstChild!.textContent!.matchAll(/[a-z]{4,}/gi)) {
          if (text.toLowerCase().includes(word.toLowerCase())) continue
          const range = document.createRange()
          range.setStart(firstChild!, index)
          range.setEnd(firstChild!, index + word.length)
          document.getSelection()!.removeAllRanges()
          document.getSelection()!.addRange(range)
          columns.scrollIntoView({ block: 'end' })
          const { x, y, width, height } = range.getBoundingClientRect()
          return { word, x: x + width / 2, y: y + height / 2 }
        }
      }
      throw new Error('the other variants have no word of their own')
    }, shown)
}

test('words of another variant are taken into the one that is shown, by button and by drag, and are the model’s', async ({
  studio,
}) => {
  const { page } = studio
  const before = await fillPassage(page)
  await page.keyboard.press('Alt+f')
  const columns = strip(page).getByRole('group', { name: 'Compare side by side' })
  const chosen = await selectWordOfAnother(page)
  await studio.shot('variant-phrase')
  expect(await violations(page)).toEqual([])
  await columns.getByRole('button', { name: `Take “${chosen.word}”` }).click()
  await expect.poll(() => shownVariant(page)).toContain(chosen.word)

  const dragged = await selectWordOfAnother(page)
  const onto = (await page.locator('.infill').first().boundingBox())!
  await page.mouse.move(dragged.x, dragged.y)
  await page.mouse.down()
  await page.mouse.move(onto.x + 20, onto.y + 10, { steps: 8 })
  await page.mouse.up()
  await expect.poll(() => shownVariant(page)).toContain(dragged.word)
  const taken = (await shownVariant(page)).trim()

  await page.keyboard.press('Alt+f')
  await strip(page)
    .getByRole('button', { name: /^Accept/ })
    .click()
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toBe(before.replace(passage, taken))
  const written = await page.locator('.ProseMirror .origin[data-origin=model]').allInnerTexts()
  expect(written.join(' ')).toContain(chosen.word)
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(before)
})

test('what is typed into a variant stays when another is made from it', async ({ studio }) => {
  const { page } = studio
  await fillPassage(page)
  const count = await cards(page).count()
  await page.keyboard.press('Alt+e')
  await expect(page.getByRole('textbox', { name: 'The variant' })).toBeFocused()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Mine it is.')
  await page.keyboard.press('Alt+p')
  await offered(page)
  await expect(cards(page)).toHaveCount(count + 1)
  await expect(cards(page).filter({ hasText: 'Mine it is.' })).toHaveCount(1)
  await expect(cards(page).nth(count)).not.toContainText('edited by you')
  // Nor is it lost when none is taken.
  await page.keyboard.press('Escape')
  await expect(page.getByText('among the scraps')).toBeVisible()
  await page.getByRole('tab', { name: 'Scraps' }).click()
  await expect(page.getByRole('tabpanel', { name: 'Scraps' })).toContainText('Mine it is.')
})
