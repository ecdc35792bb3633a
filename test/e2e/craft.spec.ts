import { expect, test } from './support/studio.ts'
import { fill, modelReady, newDocument, offered, seen, select, strip } from './support/writing.ts'

const first = 'The keeper climbed the stairs as he did every evening. The storm had been building since noon.'
const second = 'He wound the clockwork that turned the lens. Below, something knocked against the landing stage.'

test('several regions: numbered, filled in one run, accepted in one undo step', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, second])
  const before = await seen(page)
  for (const words of ['as he did every evening', 'The storm had been building since noon.', 'something knocked']) {
    await select(page, words)
    await page.keyboard.press('Control+Shift+Enter')
  }
  await expect(page.locator('.region-badge')).toHaveCount(3)
  expect(await page.locator('.region-badge').evaluateAll(all => all.map(it => it.dataset['number']))).toEqual([
    '1',
    '2',
    '3',
  ])
  expect(await seen(page)).toBe(before)
  await studio.shot('craft-regions')

  await page.keyboard.press('Control+Alt+Enter')
  await expect(page.locator('.infill')).toHaveCount(3)
  await offered(page)
  await studio.shot('craft-regions-offered')
  const texts = await page.locator('.infill').allInnerTexts()
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  const after = await seen(page)
  for (const text of texts) expect(after).toContain(text.trim())
  await expect(page.locator('.region-badge')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(before)
  await expect(page.locator('.region-badge')).toHaveCount(3)

  await select(page, 'something knocked')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await fill(page)
  await expect(page.locator('.infill')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('unmark all')
  await page.keyboard.press('Enter')
  await expect(page.locator('.region-badge')).toHaveCount(0)
  expect(await seen(page)).toBe(before)
})
