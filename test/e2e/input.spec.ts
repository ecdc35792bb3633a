import { expect, test } from './support/studio.ts'
import { fill, modelReady, newDocument, saved, seen, select, strip, text } from './support/writing.ts'

/** Pastes as the clipboard of another program would give it. */
async function paste(
  page: Parameters<typeof text>[0],
  data: Readonly<{ plain?: string; html?: string; image?: boolean }>,
): Promise<void> {
  await text(page).focus()
  await page.evaluate(({ plain, html, image }) => {
    const clipboard = new DataTransfer()
    if (plain !== undefined) clipboard.setData('text/plain', plain)
    if (html !== undefined) clipboard.setData('text/html', html)
    if (image === true)
      clipboard.items.add(new File([new Uint8Array([137, 80, 78, 71])], 'x.png', { type: 'image/png' }))
    document
      .querySelector('.ProseMirror')!
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }))
  }, data)
}

test('nothing to go by, or nothing but white space: a sentence, and nothing changes', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [])
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/nothing to go by yet/)).toBeVisible()
  await page.keyboard.insertText('Two words.')
  await select(page, ' ')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/Only white space is selected/)).toBeVisible()
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toBe('Two words.')
})

test('a region of 2,000 words says what the limit is and offers the part that fits', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [Array.from({ length: 2000 }, (_, i) => `word${i}`).join(' ')])
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+Enter')
  await expect(
    page.getByText('The passage comes to 2,000 words, and at most 400 can be rewritten at once.'),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Select the first 400 words' }).click()
  const selected = await page.evaluate(() => document.getSelection()!.toString())
  expect(selected.split(' ').length).toBe(400)
})

test('a paragraph of 50,000 words is pasted, kept, and rewritten in', async ({ studio }) => {
  test.slow()
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [])
  const long = Array.from({ length: 5000 }, (_, i) => `The lamp of room ${i} was lit before the storm came.`).join(' ')
  await paste(page, { plain: long })
  await expect(text(page)).toContainText('room 4999', { timeout: 60_000 })
  await saved(page)
  await select(page, 'The lamp of room 2500 was lit before the storm came.')
  await fill(page)
  await page.keyboard.press('Enter')
  await expect(text(page)).not.toContainText('room 2500 was lit before the storm')
  await expect(text(page)).toContainText('room 2499 was lit before the storm came. ')
})

test('right-to-left text is drawn and rewritten in', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, ['שלום לכולם. היה לילה ארוך.', 'The lamp was lit.'])
  expect(
    await text(page)
      .locator('p')
      .first()
      .evaluate(it => getComputedStyle(it).direction),
  ).toBe('rtl')
  await select(page, 'היה לילה ארוך.')
  await fill(page)
  await page.keyboard.press('Escape')
  expect(await seen(page)).toBe('שלום לכולם. היה לילה ארוך.\nThe lamp was lit.')
})

test('pasted rubbish is cleaned: NUL, a lone surrogate, scripts; an image is refused with a sentence', async ({
  studio,
}) => {
  const { page } = studio
  await newDocument(page, [])
  await paste(page, { plain: 'a\0b \ud800 c' })
  expect(await seen(page)).not.toContain('\0')
  expect((await seen(page)).isWellFormed()).toBe(true)
  await paste(page, {
    html: '<p>kept <b>bold</b><script>alert(1)</script><img src="https://example.com/x.png" onerror="alert(2)"></p>',
  })
  await expect(text(page).locator('strong')).toHaveText('bold')
  await expect(text(page).locator('img, script')).toHaveCount(0)
  await paste(page, { image: true })
  await expect(page.getByText(/Nothing was pasted/)).toBeVisible()
  await saved(page)
})
