import type { Page } from '@playwright/test'
import { violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import { caretAfter, modelReady, newDocument, offered, saved, seen, select, strip, text } from './support/writing.ts'

const first = 'The keeper climbed the stairs as he did every evening. The storm had been building since noon.'
const second = 'He wound the clockwork that turned the lens. Below, something knocked against the landing stage.'

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

const selected = (page: Page) => page.evaluate(() => document.getSelection()!.toString())

test('a double press of the fill key selects more and more, a single one fills; the gutter marks a paragraph', async ({
  studio,
}) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, second])
  const before = await seen(page)
  await caretAfter(page, 'The sto')
  await page.keyboard.press('Alt+ArrowUp')
  expect(await selected(page)).toBe('storm')
  await page.keyboard.press('Alt+ArrowUp')
  expect(await selected(page)).toBe('The storm had been building since noon.')
  await page.keyboard.press('Alt+ArrowUp')
  expect(await selected(page)).toBe(first)
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  expect(await selected(page)).toBe('storm')

  await caretAfter(page, 'The sto')
  const presses = (times: number) =>
    page.evaluate(count => {
      for (let i = 0; i < count; i++) {
        const init = { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }
        document.querySelector('.ProseMirror')!.dispatchEvent(new KeyboardEvent('keydown', init))
      }
    }, times)
  await presses(2)
  expect(await selected(page)).toBe('storm')
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toBe(before)
  await page.waitForTimeout(500)
  await presses(1)
  await offered(page)
  expect(await page.locator('.infill').count()).toBe(1)
  await page.keyboard.press('Backspace')
  expect(await seen(page)).toBe(before)

  await caretAfter(page, 'clockwork')
  await page.keyboard.press('Alt+Enter')
  await expect(text(page).locator('.region')).toHaveText(second)
  await page.keyboard.press('Alt+Enter')
  await expect(text(page).locator('.region')).toHaveCount(0)
  await text(page).locator('p').first().hover()
  await page.getByRole('button', { name: 'Mark this paragraph as a region' }).hover()
  await studio.shot('gutter')
  await page.mouse.down()
  await page.mouse.up()
  await expect(text(page).locator('.region')).toHaveText(first)
})

test('a menu for the place: on text, region, offer and binder, by mouse and by key', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, second])
  const menu = page.getByRole('menu')
  const item = (name: string) => menu.getByRole('menuitem', { name: new RegExp(`^${name}`) })

  await caretAfter(page, 'The sto')
  await page.keyboard.press('Shift+F10')
  await expect(menu).toHaveAccessibleName('What can be done with the text')
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await studio.shot('menu-text')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('ArrowUp')
  await expect(menu.getByRole('menuitem').last()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await page.keyboard.insertText('!')
  await expect(text(page)).toContainText('The sto!rm')
  await page.keyboard.press('Backspace')

  await select(page, 'keeper')
  await page.keyboard.press('Shift+F10')
  await item('Copy').press('Enter')
  await caretAfter(page, 'landing stage.')
  await page.keyboard.press('Shift+F10')
  await item('Paste without').press('Enter')
  await expect(text(page)).toContainText('landing stage.keeper')
  await page.keyboard.press('Control+z')

  await select(page, 'storm')
  const box = await text(page).evaluate(() => {
    const { left, top, width, height } = document.getSelection()!.getRangeAt(0).getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  })
  await page.mouse.click(box.x, box.y, { button: 'right' })
  await item('Mark or unmark a region').press('Enter')
  await expect(text(page).locator('.region')).toHaveText('storm')
  await page.mouse.click(box.x, box.y, { button: 'right' })
  await expect(menu).toHaveAccessibleName('What can be done with the region')
  await studio.shot('menu-region')
  await item('Fill or refine').press('Enter')
  await offered(page)
  await page.locator('.infill').click({ button: 'right' })
  await expect(menu).toHaveAccessibleName('What can be done with what is offered')
  await studio.shot('menu-offer')
  expect(await violations(page)).toEqual([])
  await item('Discard').press('Enter')
  await expect(strip(page)).toHaveCount(0)

  await page.getByRole('treeitem', { name: /The Dusk Switch/ }).click({ button: 'right' })
  await expect(menu).toHaveAccessibleName('What can be done with the document')
  await studio.shot('menu-binder')
  expect(await violations(page)).toEqual([])
  await item('Duplicate').press('Enter')
  await expect(page.getByRole('treeitem', { name: /The Dusk Switch/ })).toHaveCount(2)
})
