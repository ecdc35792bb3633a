import { expect, test } from './support/studio.ts'
import { caretAfter, modelReady, newDocument, offered, saved, seen, select, strip, text } from './support/writing.ts'

const one = 'The keeper climbed the stairs as he did every evening. He could not see the harbour.'
const two = 'At four the rain came, and with it the first of the boats.'
const three = 'Nobody had come up from the village.'

test('gaps that last: put, sized, numbered, kept, filled together with regions and brought back', async ({
  studio,
}) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [one, two, three])
  const before = await seen(page)
  const gap = page.locator('.gap')

  await caretAfter(page, 'every evening.')
  await page.keyboard.press('Alt+Shift+Enter')
  await expect(gap).toHaveAttribute('aria-label', 'Gap')
  // Typing goes on behind it.
  await page.keyboard.type(' So')
  expect(await seen(page)).toBe(before.replace('every evening.', 'every evening. So'))
  await page.keyboard.press('Control+z')
  await expect(gap).toHaveCount(1)

  await page.keyboard.press('ArrowLeft')
  const card = page.getByRole('group', { name: 'Gap 1' })
  await expect(card).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('999')
  await expect(card.getByRole('alert')).toHaveText('1 to 300 words')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('12')
  await expect(gap).toHaveAttribute('aria-label', 'Gap of about 12 words')
  await studio.shot('gap-card')
  await page.keyboard.press('Enter')
  await expect(page.locator('.ProseMirror')).toBeFocused()
  // All that was typed into the field is one step.
  await page.keyboard.press('Control+z')
  await expect(gap).toHaveAttribute('aria-label', 'Gap of about 20 words')
  await page.keyboard.press('Control+Shift+z')
  await expect(gap).toHaveAttribute('aria-label', 'Gap of about 12 words')

  await select(page, 'He could not see the harbour.')
  await page.keyboard.press('Control+Shift+Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Control+Alt+Shift+B')
  await expect(gap).toHaveCount(2)
  await page.keyboard.type('behind')
  await expect(text(page).locator('> p').nth(1)).toHaveText('behind')
  for (let i = 0; i < 6; i++) await page.keyboard.press('Backspace')
  await expect(gap).toHaveCount(2)
  await page.getByRole('tabpanel').getByRole('radio', { name: 'Number of words' }).first().check()
  await expect(gap.nth(1)).toHaveAttribute('aria-label', 'Gap of about 20 words')
  await expect(page.locator('.region-badge')).toHaveCount(3)
  await studio.shot('gaps-light')
  await gap.nth(1).click()
  await expect(page.getByRole('group', { name: 'Gap 3' })).toBeVisible()
  for (const theme of ['sepia', 'dark']) {
    await page.evaluate(name => (document.documentElement.dataset['theme'] = name), theme)
    await studio.shot(`gaps-${theme}`)
  }
  expect((await seen(page)).replace(/\n+/g, '\n')).toBe(before)

  await saved(page)
  await studio.relaunch()
  const again = studio.page
  await modelReady(again)
  await expect(again.locator('.gap')).toHaveCount(2)
  await expect(again.locator('.region-badge')).toHaveCount(3)
  const waiting = await text(again).innerHTML()

  await again.keyboard.press('Control+Alt+Enter')
  await expect(again.locator('.infill-mask').first()).toBeVisible()
  await expect(again.locator('.gap').first()).toBeHidden()
  await studio.shot('gaps-running')
  await offered(again)
  await studio.shot('gaps-offered')
  await again.keyboard.press('Enter')
  await expect(strip(again)).toHaveCount(0)
  await expect(again.locator('.gap')).toHaveCount(0)
  await expect(again.locator('.region')).toHaveCount(0)
  await expect(text(again).locator('> p')).toHaveCount(4)
  await again.keyboard.press('Control+z')
  await expect(again.locator('.gap')).toHaveCount(2)
  await expect(again.locator('.region')).toHaveCount(1)
  expect((await text(again).innerHTML()).replace(/ ProseMirror-selectednode/g, '').length).toBe(waiting.length)
})

test('regions and gaps cut in one scene and pasted in another stay; other programs get the words alone', async ({
  studio,
}) => {
  const { page, app } = studio
  await newDocument(page, [one, two])
  await caretAfter(page, 'every evening.')
  await page.keyboard.press('Alt+Shift+Enter')
  await select(page, 'He could not see the harbour.')
  await page.keyboard.press('Control+Shift+Enter')
  await caretAfter(page, 'every evening.')
  await page.keyboard.press('Control+Alt+Shift+B')
  await expect(page.locator('.gap')).toHaveCount(2)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+x')
  await expect(page.locator('.gap')).toHaveCount(0)
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(`${one}\n\n${two}`)

  await newDocument(page, ['Another scene.'])
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+v')
  await expect(page.locator('.gap')).toHaveCount(2)
  await expect(page.locator('.region')).toHaveText('He could not see the harbour.')
  await expect(page.locator('.region-badge')).toHaveCount(3)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Remove all gaps')
  await page.keyboard.press('Enter')
  await expect(page.locator('.gap')).toHaveCount(0)
  expect(await seen(page)).toBe(['Another scene.', one, two].join('\n'))
})

test('a gap alone is filled from its card, and Backspace removes another', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [one, two])
  await caretAfter(page, 'every evening.')
  await page.keyboard.press('Alt+Shift+Enter')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await offered(page)
  await expect(page.locator('.infill')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.locator('.gap')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(page.locator('.gap')).toHaveCount(1)
  await page.locator('.gap').click()
  await page.keyboard.press('Backspace')
  await expect(page.locator('.gap')).toHaveCount(0)
  expect(await seen(page)).toBe([one, two].join('\n'))
})

test('links and code in a passage are locked until the writer says that they may change', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, ['He asked for '])
  await page.keyboard.type('`the log` of that night.')
  await select(page, 'He asked for ', 'that night.')
  await expect(page.locator('code .lock, .lock:has(code)')).toHaveText('the log')
  await studio.shot('gaps-code-locked')
  await select(page, 'the log')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/Every word of the passage is locked/)).toBeVisible()
  await page.getByRole('radio', { name: 'May change' }).check()
  await select(page, 'He asked for ', 'that night.')
  await expect(page.locator('.lock')).toHaveCount(0)
  await saved(page)
  await studio.relaunch()
  await expect(studio.page.getByRole('radio', { name: 'May change' })).toBeChecked()
})
