import { command, violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import { caretAfter, fill, modelReady, newDocument, seen, select, shownVariant, strip } from './support/writing.ts'

const paragraph =
  'The keeper climbed the stairs as he did every evening. The storm had been building since noon. He could not see the harbour.'

for (const theme of ['Light', 'Sepia', 'Dark'] as const) {
  test(`${theme.toLowerCase()}: a word is inspected, another one taken, and certainty shown`, async ({ studio }) => {
    test.slow()
    const { page } = studio
    const word = strip(page).getByRole('region', { name: 'Word' })
    const others = word.getByRole('button')
    await modelReady(page)
    await command(page, `${theme} theme`)
    await newDocument(page, [paragraph])
    await select(page, 'The storm had been building since noon.')
    await fill(page)

    await page.keyboard.press('Alt+a')
    await expect(word).toBeFocused()
    await expect(others.first()).toBeFocused({ timeout: 30_000 })
    await expect(word).toContainText(/certain when written, at step \d+/)
    await expect(word).toContainText(/% now/, { timeout: 30_000 })
    const first = await word.locator('b').innerText()
    await page.keyboard.press('ArrowRight')
    await expect(word.locator('b')).not.toHaveText(first)
    await expect(others.first()).toBeFocused({ timeout: 30_000 })
    await page.keyboard.press('ArrowDown')
    await expect(others.nth(1)).toBeFocused()
    expect(await violations(page)).toEqual([])
    await studio.shot(`inspect-word-${theme.toLowerCase()}`)

    const before = await shownVariant(page)
    const label = await others.nth(1).getAttribute('aria-label')
    const taken = label!.slice(0, label!.lastIndexOf(', fit'))
    await page.keyboard.press('Enter')
    await expect.poll(() => shownVariant(page)).not.toBe(before)
    expect(await shownVariant(page)).toContain(taken)
    await page.keyboard.press('Escape')
    await expect(word).toHaveCount(0)
    await expect(strip(page)).toBeVisible()

    await page.keyboard.press('Control+Alt+u')
    await page.keyboard.press('Control+Alt+u')
    await expect(page.locator('[data-heat-view="strong"]')).toBeVisible()
    await page.waitForTimeout(500)
    expect(await violations(page)).toEqual([])
    await studio.shot(`inspect-heat-${theme.toLowerCase()}`)

    const whole = await shownVariant(page)
    await page.keyboard.press('Enter')
    await expect(strip(page)).toHaveCount(0)
    expect(await seen(page)).toContain(whole.trim())
    await page.keyboard.press('Control+z')
    expect(await seen(page)).toBe(paragraph)
  })
}

test('a word is told of when pointed at, inspected by a click, and by key in text that was accepted', async ({
  studio,
}) => {
  test.slow()
  const { page } = studio
  const word = strip(page).getByRole('region', { name: 'Word' })
  await modelReady(page)
  await newDocument(page, [paragraph])
  await select(page, 'The storm had been building since noon.')
  await fill(page)
  const second = page.locator('.infill-word[title]:not([title=""])').nth(1)
  await expect(second).toHaveAttribute('title', /% certain when written, at step \d+/)
  await second.click()
  await expect(word).toContainText(/certain when written, at step \d+/)
  const clicked = await word.locator('b').innerText()
  expect(await second.innerText()).toContain(clicked)
  // The keys stay with the page: Enter accepts.
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  const accepted = await seen(page)

  await page.locator('.ProseMirror .origin[data-origin=model]').first().click()
  await page.keyboard.press('Alt+a')
  await expect(word).toContainText(/certain when written, at step \d+/)
  expect(accepted).toContain(await word.locator('b').innerText())
  await expect(word.getByRole('button').first()).toBeVisible({ timeout: 30_000 })
  await studio.shot('inspect-accepted')
  await page.keyboard.press('Escape')
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toBe(accepted)

  await caretAfter(page, 'The keeper')
  await page.keyboard.press('Alt+a')
  await expect(page.getByText(/The model did not write the word at the caret/)).toBeVisible()
})

test('a word that was accepted is told of where the pointer rests, while the page shows where text came from', async ({
  studio,
}) => {
  const { page } = studio
  const glance = page.locator('[class*=glance]')
  await modelReady(page)
  await newDocument(page, [paragraph])
  await select(page, 'The storm had been building since noon.')
  await fill(page)
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  const words = page.locator('.ProseMirror .origin[data-origin=model]')
  // A run's record is written down before it can be told of.
  await expect(words.first()).toHaveAttribute('data-run', /./)
  const point = async () => {
    await page.mouse.move(10, 10)
    const { x, y } = await words.evaluateAll(middleOfAWord)
    await page.mouse.move(x, y)
  }
  await point()
  await page.waitForTimeout(1_000)
  await expect(glance).toHaveCount(0)

  await page.keyboard.press('Control+Alt+o')
  await caretAfter(page, 'The keeper')
  const before = await seen(page)
  await point()
  await expect(glance).toContainText(/% certain when written, at step \d+/)
  await expect(glance.locator('p')).toHaveCount(3, { timeout: 30_000 })
  await studio.shot('glance')
  // Writing goes on where the caret is, and ends the glance.
  await page.keyboard.type(' still')
  await expect(glance).toHaveCount(0)
  expect(await seen(page)).toBe(before.replace('The keeper', 'The keeper still'))
  await point()
  await expect(glance).toBeVisible()
  await page.mouse.move(10, 10)
  await expect(glance).toHaveCount(0)
})

for (const theme of ['Light', 'Dark'] as const) {
  test(`${theme.toLowerCase()}: the surprise view tells of a paragraph’s words and changes none`, async ({
    studio,
  }) => {
    const { page } = studio
    const card = page.getByRole('region', { name: 'Surprise' })
    await modelReady(page)
    await command(page, `${theme} theme`)
    await newDocument(page, [paragraph, 'Nothing else was to be seen but a purple giraffe on the quay.'])
    await page.keyboard.press('Control+Alt+w')
    await expect(card).toBeVisible({ timeout: 60_000 })
    await expect(page.locator('.surprise')).toHaveCount(13)
    const most = card.getByRole('group', { name: 'Most surprising' }).getByRole('button')
    await expect(most.filter({ hasText: 'giraffe' })).toHaveCount(1)
    expect(await violations(page)).toEqual([])
    await studio.shot(`surprise-${theme.toLowerCase()}`)
    await most.filter({ hasText: 'giraffe' }).click()
    expect(await page.evaluate(() => document.getSelection()!.toString())).toBe('giraffe')
    await page.keyboard.type('heron')
    await expect(page.locator('.surprise')).toHaveCount(12)
    await page.keyboard.press('Escape')
    await expect(card).toHaveCount(0)
    expect(await seen(page)).toContain('a purple heron on the quay.')
  })
}

/** Where on the screen the middle of a whole word of these elements is. */
function middleOfAWord(elements: readonly Element[]): { x: number; y: number } {
  for (const element of elements) {
    const found = /(?<=\s)\p{L}{3,}(?=\s)/u.exec(element.textContent)
    const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
    if (found === null || node === null) continue
    const range = document.createRange()
    range.setStart(node, found.index)
    range.setEnd(node, found.index + found[0].length)
    const { x, y, width, height } = range.getBoundingClientRect()
    return { x: x + width / 2, y: y + height / 2 }
  }
  throw new RangeError('no whole word of the model’s is on the page')
}
