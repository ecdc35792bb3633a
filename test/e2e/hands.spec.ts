import { violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import { newDocument, saved, select, text } from './support/writing.ts'

const first = 'The keeper climbed the stairs as he did every evening. The storm had been building since noon.'

test('keys: listed, searched, changed, taken from another, put back, and kept', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, [first])
  const dialog = page.getByRole('dialog', { name: 'Keys' })
  const keyOf = (title: string) => dialog.getByRole('button', { name: new RegExp(`^${title}: `) })

  await page.keyboard.press('Control+/')
  await expect(dialog).toBeVisible()
  await expect(dialog.getByLabel('Find a command or a key')).toBeFocused()
  await studio.shot('keys')
  expect(await violations(page)).toEqual([])
  await page.keyboard.type('bold')
  await expect(dialog.locator('li')).toHaveCount(1)
  await keyOf('Bold').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+c')
  await expect(dialog.getByRole('alert')).toHaveText(/Ctrl C copies everywhere/)
  await keyOf('Bold').press('Enter')
  await page.keyboard.press('Control+k')
  await expect(dialog.getByRole('alert')).toHaveText(/Ctrl K is the key of “Everything”/)
  await studio.shot('keys-conflict')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Leave it' }).press('Enter')
  await keyOf('Bold').press('Enter')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await keyOf('Bold').press('Enter')
  await page.keyboard.press('Control+j')
  await expect(keyOf('Bold')).toHaveText('Ctrl J')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  const bold = text(page).locator('strong')
  await select(page, 'keeper')
  await page.keyboard.press('Control+b')
  await expect(bold).toHaveCount(0)
  await page.keyboard.press('Control+j')
  await expect(bold).toHaveText('keeper')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('bold')
  await expect(page.getByRole('option', { name: /^Bold/ })).toContainText('Ctrl J')
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+/')
  await page.keyboard.type('Everything')
  await keyOf('Everything').press('Enter')
  await page.keyboard.press('Control+j')
  await dialog.getByRole('button', { name: 'Use it here' }).press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Everything/ })).toContainText('Ctrl J')
  await saved(page)

  await studio.relaunch()
  const again = studio.page
  await expect(again.getByRole('button', { name: /^Everything/ })).toContainText('Ctrl J')
  await again.keyboard.press('Control+/')
  await again.keyboard.type('bold')
  await expect(again.getByRole('dialog').getByRole('button', { name: /^Bold: no key/ })).toBeVisible()
  await again.getByRole('button', { name: 'Put all keys back' }).click()
  await expect(again.getByRole('dialog').getByRole('button', { name: /^Bold: Ctrl B/ })).toBeVisible()
  await again.keyboard.press('Escape')
  await expect(again.getByRole('button', { name: /^Everything/ })).toContainText('Ctrl K')
})
