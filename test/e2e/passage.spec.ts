import { expect, test } from './support/studio.ts'
import {
  caretAfter,
  fill,
  longPassage,
  modelReady,
  newDocument,
  offered,
  saved,
  seen,
  select,
  shownVariant,
  startLongRun,
  strip,
  text,
} from './support/writing.ts'

const marked = 'He looked at the tower for a long time before he picked up his bag.'
const paragraph =
  'The keeper climbed the stairs as he did every evening. The storm had been building since noon. He could not see the harbour.'

test('from the first start to a rewritten passage, undone and redone', async ({ studio }) => {
  const { page } = studio
  await expect(text(page)).toContainText(marked)
  await modelReady(page)
  const before = await seen(page)
  await studio.shot('1-idle')

  await page.locator('.region').click()
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.infill-mask').first()).toBeVisible()
  await expect(page.locator('.infill-word').first()).toBeVisible()
  await studio.shot('2-denoising')
  await offered(page)
  await expect(strip(page).getByRole('button', { name: /^Variant/ })).toHaveCount(3)
  await expect(strip(page).getByRole('button', { name: /^Discard/ })).toBeInViewport({ ratio: 1 })
  await studio.shot('3-offered')

  const first = await shownVariant(page)
  await page.keyboard.press('Alt+]')
  await expect.poll(() => shownVariant(page)).not.toBe(first)
  const second = await shownVariant(page)
  await page.keyboard.press('Alt+[')
  await expect.poll(() => shownVariant(page)).toBe(first)
  await strip(page)
    .getByRole('button', { name: /^Variant 2/ })
    .click()
  await expect.poll(() => shownVariant(page)).toBe(second)

  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  const after = before.replace(marked, second)
  expect(await seen(page)).toBe(after)
  await expect(page.locator('.region')).toHaveCount(0)
  await studio.shot('4-accepted')

  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(before)
  expect(await page.evaluate(() => document.getSelection()!.toString())).toBe(marked)
  await page.keyboard.press('Control+Shift+z')
  expect(await seen(page)).toBe(after)
})

test('a writer who scrolls away while a passage is written is not called back', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(
    page,
    Array.from({ length: 12 }, () => paragraph),
  )
  await select(page, 'The keeper climbed the stairs as he did every evening.')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.infill-mask').first()).toBeVisible()
  await text(page).locator('> p').last().scrollIntoViewIfNeeded()
  await expect(page.locator('.infill')).not.toBeInViewport()
  await offered(page)
  await expect(page.locator('.infill')).not.toBeInViewport()
})

test('Backspace discards and Escape leaves; the page is as it was', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  const before = await seen(page)
  for (const key of ['Backspace', 'Escape']) {
    await page.locator('.region').click()
    await fill(page)
    await page.keyboard.press(key)
    await expect(strip(page)).toHaveCount(0)
    expect(await seen(page)).toBe(before)
  }
})

test('a run stopped midway keeps what it has written, and the next one works', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [longPassage])
  const before = await seen(page)
  await startLongRun(page)
  await page.keyboard.press('Escape')
  await expect(strip(page).getByRole('button', { name: /^Accept what is written/ })).toBeVisible()
  await studio.shot('stopped')
  await page.keyboard.press('Escape')
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toBe(before)
  await select(page, 'There was bread')
  await fill(page)
})

test('the engine killed midway: the last step stays, typing goes on, the next run works', async ({ studio }) => {
  const { app, page } = studio
  await modelReady(page)
  await newDocument(page, [longPassage])
  await startLongRun(page)
  await app.evaluate(({ app: electron }) => {
    const engine = electron
      .getAppMetrics()
      .find(({ name, serviceName }) => /Palimpsest Engine/.test(`${name ?? ''}${serviceName ?? ''}`))
    process.kill(engine!.pid, 'SIGKILL')
  })
  await expect(page.getByText(/stopped unexpectedly/)).toBeVisible()
  await expect(strip(page).getByRole('button', { name: /^Accept what is written/ })).toBeVisible()
  await studio.shot('engine-lost')
  await page.keyboard.press('Escape')
  await page.keyboard.type('Typed on. ')
  await expect(text(page)).toContainText('Typed on.')
  await select(page, 'There was bread')
  await fill(page)
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
})

test('a long passage is written with all care, and the engine bears it', async ({ studio }) => {
  test.slow()
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [longPassage])
  await page.getByRole('radio', { name: 'Careful' }).click()
  await startLongRun(page)
  await expect(strip(page).getByRole('button', { name: /^Accept ⏎/ })).toBeVisible({ timeout: 180_000 })
  await expect(strip(page).getByRole('button', { name: /^Variant/ })).toHaveCount(3)
})

test('typing elsewhere during a run loses no key and moves no word of the run', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [paragraph, 'Below.'])
  await select(page, 'The storm had been building since noon.')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.infill-mask').first()).toBeVisible()
  await text(page).getByText('Below.').click()
  await page.keyboard.press('End')
  const typed = ' It rained on the slates and on the sea, and the gulls sat in rows along the wall, 0123456789.'.repeat(
    2,
  )
  await page.keyboard.type(typed, { delay: 8 })
  await offered(page)
  expect((await seen(page)).split('\n').at(-1)).toBe(`Below.${typed}`)
  const variant = await shownVariant(page)
  await page.keyboard.press('Enter')
  await expect(text(page).locator('> p')).toHaveCount(3)
  await strip(page)
    .getByRole('button', { name: /^Accept/ })
    .click()
  expect((await seen(page)).split('\n')[0]).toBe(paragraph.replace('The storm had been building since noon.', variant))
})

test('keys typed right after the fill key go to the page, behind the passage', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [paragraph])
  await select(page, 'The storm had been building since noon.')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.type(' Typed at once.')
  await offered(page)
  expect(await seen(page)).toContain('Typed at once. He could not see')
})

test('heading, list, quotation, two paragraphs and code keep their blocks', async ({ studio }) => {
  test.slow()
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [])
  await page.keyboard.type('# The storm at the lighthouse\n')
  await page.keyboard.type('- the lamp was lit early that day\nthe glass was wet\n\n')
  await page.keyboard.type('> Nobody came up the stairs that night.\n\n')
  await page.keyboard.type('``` \nconst lamp = 1\nconst glass = 2')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('Escape')
  // Stopped for certain: a fill while a run goes on is not heard.
  await expect(strip(page).getByRole('button', { name: /^Stop/ })).toHaveCount(0)
  const shape = () =>
    text(page).evaluate(root =>
      Array.from(root.querySelectorAll('h1, li, blockquote, pre, p'), it => it.tagName).join(' '),
    )
  const blocks = await shape()
  for (const [from, until] of [
    ['storm at', 'lighthouse'],
    ['lit early', 'that day'],
    ['came up', 'stairs'],
    ['lamp =', '1'],
  ] as const) {
    await select(page, from, until)
    await fill(page)
    await page.keyboard.press('Enter')
    await expect(strip(page)).toHaveCount(0)
    expect(await shape()).toBe(blocks)
  }
  await studio.shot('blocks')
})

test('a selection over two paragraphs is one run and one undo step', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, ['He went up. The lamp was lit before dark.', 'The glass was wet with spray. He wiped it.'])
  const before = await seen(page)
  await select(page, 'The lamp', 'with spray.')
  await fill(page)
  expect(await page.locator('.infill').count()).toBe(2)
  await page.keyboard.press('Enter')
  const after = await seen(page)
  expect(after).not.toBe(before)
  expect(after.split('\n').length).toBe(2)
  expect(after).toMatch(/^He went up\. /)
  expect(after).toMatch(/He wiped it\.$/)
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(before)
})

test('a gap at the caret is filled, and marks of kept words stay', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [paragraph])
  await caretAfter(page, 'since noon.')
  await fill(page)
  await page.keyboard.press('Enter')
  const after = await seen(page)
  expect(after.length).toBeGreaterThan(paragraph.length)
  expect(after).toMatch(/since noon\. \S/)
  expect(after.endsWith('He could not see the harbour.')).toBe(true)
})

test('locked words stand in every variant', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [paragraph])
  await select(page, 'building')
  await page.keyboard.press('Control+l')
  await select(page, 'The storm', 'since noon.')
  await fill(page)
  for (const card of await strip(page)
    .getByRole('button', { name: /^Variant/ })
    .all())
    await expect(card).toContainText('building')
})

test('a passage edited during its run is offered as stale, and accepting asks', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [paragraph, 'Below.'])
  await page.waitForTimeout(700)
  await caretAfter(page, 'building')
  await page.keyboard.type(' high')
  await page.waitForTimeout(700)
  await select(page, 'The storm had been building high since noon.')
  await fill(page)
  await text(page).getByText('Below.').click()
  await page.keyboard.press('Control+z')
  await strip(page)
    .getByRole('button', { name: /^Accept/ })
    .click()
  await expect(page.getByText(/edited after the run began/)).toBeVisible()
  await page.getByRole('button', { name: 'Keep my edit' }).click()
  await expect(strip(page)).toHaveCount(0)
})

test('history lists the runs, finds them, and recalls a variant', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await page.locator('.region').click()
  await fill(page)
  const variant = await shownVariant(page)
  await page.keyboard.press('Escape')
  await saved(page)
  await page.keyboard.press('Control+Alt+h')
  const history = page.getByRole('tabpanel')
  await expect(history.getByText(variant)).toBeVisible()
  await studio.shot('history')
  await history.getByRole('searchbox').fill('zzzz')
  await expect(history.getByText(variant)).toHaveCount(0)
  await history.getByRole('searchbox').fill(variant.slice(0, 12))
  await history
    .getByRole('button', { name: /Recall/ })
    .first()
    .click()
  await offered(page)
  expect(await shownVariant(page)).toBe(variant)
  await page.keyboard.press('Enter')
  await expect(text(page)).toContainText(variant)
})
