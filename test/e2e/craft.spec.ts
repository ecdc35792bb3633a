import { expect, test } from './support/studio.ts'
import {
  caretAfter,
  fill,
  modelReady,
  newDocument,
  offered,
  seen,
  select,
  shownVariant,
  strip,
} from './support/writing.ts'

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

test('bridge, continue and write toward: a paragraph to come, with no trace when discarded', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, second])
  const before = await seen(page)
  const blocks = () => page.locator('.ProseMirror > p').count()
  const ways = [
    { key: 'Control+Alt+b', caret: 'every evening', line: 1 },
    { key: 'Control+Alt+g', caret: 'every evening', line: 2 },
    { key: 'Control+Alt+t', caret: 'clockwork', line: 1 },
  ]
  for (const { key, caret, line } of ways) {
    await caretAfter(page, caret)
    await page.keyboard.press(key)
    await offered(page)
    await studio.shot(`craft-gap-${key.at(-1)!}`)
    expect(await blocks()).toBe(2)
    await page.keyboard.press('Backspace')
    await expect(strip(page)).toHaveCount(0)
    expect(await seen(page)).toBe(before)

    await page.keyboard.press(key)
    await offered(page)
    const written = await page.locator('.infill').innerText()
    await page.keyboard.press('Enter')
    await expect(strip(page)).toHaveCount(0)
    const lines = before.split('\n')
    lines.splice(line, 0, written.trim())
    expect((await seen(page)).split('\n').map(it => it.trim())).toEqual(lines)
    await page.keyboard.press('Control+z')
    expect(await seen(page)).toBe(before)
    expect(await blocks()).toBe(2)
  }
})

test('names and numbers are locked, stand in every variant, and stay locked', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  const line = 'In the storm of 1870 the keeper and Marta Holm climbed up to the gallery of Saint Elm together.'
  await newDocument(page, [first, line, second])
  await select(page, line)
  await page.keyboard.press('Control+Shift+Enter')
  await select(page, line)
  await page.keyboard.press('Control+Shift+l')
  const names = ['1870', 'Marta Holm', 'Saint Elm']
  expect(await page.locator('.lock').allInnerTexts()).toEqual(names)
  await studio.shot('craft-locks')
  await fill(page)
  await studio.shot('craft-locks-offered')
  const cards = await strip(page)
    .getByRole('button', { name: /^Variant/ })
    .allInnerTexts()
  expect(cards.length).toBeGreaterThan(0)
  for (const card of cards) for (const name of names) expect(card).toContain(name)
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  expect(await page.locator('.lock').allInnerTexts()).toEqual(names)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('unlock all')
  await page.keyboard.press('Enter')
  await expect(page.locator('.lock')).toHaveCount(0)
})

test('below full strength the words to be kept are shown, drawn anew by a key, and kept by the run', async ({
  studio,
}) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, second])
  await select(page, 'The storm had been building since noon.')
  await expect(page.locator('.word-kept')).toHaveCount(0)
  const box = (await page.getByText('storm had been').boundingBox())!
  await page.mouse.move(box.x + 20, box.y + box.height - 12)
  await page.keyboard.down('Alt')
  for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, 100)
  await page.keyboard.up('Alt')
  await expect(page.getByText(/^50.%$/)).toBeVisible()
  const kept = () => page.locator('.word-kept').allInnerTexts()
  await expect(page.locator('.word-given-up')).toHaveCount(3)
  const drawn = await kept()
  expect(drawn.length).toBe(4)
  await studio.shot('craft-strength')
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+Alt+r')
      return kept()
    })
    .not.toEqual(drawn)
  const again = await kept()
  await fill(page)
  await studio.shot('craft-strength-offered')
  for (const card of await strip(page)
    .getByRole('button', { name: /^Variant/ })
    .allInnerTexts()) {
    const words = card.split(/\s+/)
    for (const word of again) expect(words).toContain(word)
  }
  await page.keyboard.press('Escape')
})

test('side by side with the original, copied, and more of the same passage', async ({ studio }) => {
  const { page, app } = studio
  await modelReady(page)
  await newDocument(page, [first, second])
  const before = await seen(page)
  await select(page, 'The storm had been building since noon.')
  await fill(page)
  const cards = strip(page).getByRole('button', { name: /^Variant/ })
  const count = await cards.count()
  await page.keyboard.press('Alt+f')
  const columns = strip(page).getByRole('group', { name: 'Compare side by side' })
  await expect(columns).toContainText('The storm had been building since noon.')
  await expect(columns.locator('ins').first()).toBeVisible()
  await expect(columns.locator('del').first()).toBeVisible()
  await studio.shot('craft-compare')
  await page.keyboard.press('Alt+f')
  await expect(columns).toHaveCount(0)

  await page.keyboard.press('Alt+]')
  const shown = await shownVariant(page)
  await strip(page).getByRole('button', { name: 'Copy' }).click()
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(shown)

  await strip(page).getByRole('button', { name: 'More' }).click()
  await offered(page)
  await studio.shot('craft-more')
  expect(await cards.count()).toBeGreaterThan(count)
  const added = await shownVariant(page)
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toBe(before.replace('The storm had been building since noon.', added))
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(before)
})
