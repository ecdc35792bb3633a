import type { Page } from '@playwright/test'
import { command, violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import {
  caretAfter,
  fill,
  modelReady,
  newDocument,
  saved,
  seen,
  select,
  shownVariant,
  strip,
  text,
} from './support/writing.ts'

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Scraps' })
const entries = (page: Page) => panel(page).getByRole('listitem')
const search = (page: Page) => page.getByRole('search', { name: 'Search', exact: true })

const first = 'The keeper climbed the stairs as he did every evening.'
const second = 'The storm had been building since noon.'
const third = 'He wound the clockwork that turned the lens.'
const all = [first, second, third].join('\n')

test('a paragraph is moved to the shelf, brought back by undo, and put in elsewhere by one step', async ({
  studio,
}) => {
  const { page } = studio
  await newDocument(page, [first, second, third])
  await page.keyboard.press('Control+Alt+x')
  await expect(panel(page)).toContainText('Nothing is put aside yet.')
  expect(await violations(page)).toEqual([])
  await studio.shot('scraps-empty')

  await select(page, second)
  await page.keyboard.press('Control+Shift+x')
  await expect(entries(page)).toHaveCount(1)
  await expect(entries(page).first()).toContainText(second)
  expect(await seen(page)).toBe([first, third].join('\n'))
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(all)
  await expect(entries(page)).toHaveCount(1)
  await page.keyboard.press('Control+Shift+z')
  expect(await seen(page)).toBe([first, third].join('\n'))

  await select(page, 'the stairs')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Control+Shift+c')
  await expect(entries(page)).toHaveCount(2)
  expect(await seen(page)).toBe([first, third].join('\n'))

  await newDocument(page, ['Another page, with room.'])
  await caretAfter(page, 'Another page, with room.')
  const before = await seen(page)
  await entries(page)
    .filter({ hasText: second })
    .getByRole('button', { name: /^Insert/ })
    .click()
  await expect.poll(() => seen(page)).toBe(`${before}\n${second}`)
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(() => seen(page)).toBe(before)

  await caretAfter(page, 'Another')
  await entries(page)
    .filter({ hasText: 'the stairs' })
    .getByRole('button', { name: /^Insert/ })
    .click()
  await expect.poll(() => seen(page)).toBe('Anotherthe stairs page, with room.')
  await expect(page.locator('.ProseMirror strong')).toHaveText('the stairs')
  await expect(page.locator('.ProseMirror .origin')).toHaveCount(0)
  await studio.shot('scraps')
})

test('one is dragged into the page, starred, taken off the shelf and put back; all of it is there after a start', async ({
  studio,
}) => {
  const { page } = studio
  await newDocument(page, [first, second, third])
  await command(page, 'Show the scraps')
  await select(page, third)
  await command(page, 'Move the selection to the scraps')
  await expect(entries(page)).toHaveCount(1)
  await entries(page)
    .first()
    .locator('p')
    .nth(1)
    .dragTo(text(page).getByText(second), { targetPosition: { x: 2, y: 8 } })
  await expect.poll(() => seen(page)).toBe([first, third, second].join('\n'))
  await page.keyboard.press('Control+z')
  await expect.poll(() => seen(page)).toBe([first, second].join('\n'))

  await entries(page).first().getByRole('button', { name: /^Star/ }).click()
  await panel(page).getByRole('radio', { name: 'Starred' }).click()
  await expect(entries(page)).toHaveCount(1)
  await entries(page)
    .first()
    .getByRole('button', { name: /^Remove/ })
    .click()
  await expect(panel(page)).toContainText('No scrap has a star yet.')
  await panel(page).getByRole('radio', { name: 'Removed' }).click()
  await expect(entries(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Put back', exact: true }).click()
  await expect(panel(page)).toContainText('Nothing was removed.')
  await studio.relaunch()
  await command(studio.page, 'Show the scraps')
  await expect(entries(studio.page)).toContainText([third])
  await expect(entries(studio.page).first().getByRole('img', { name: 'starred' })).toBeVisible()
})

test('a variant is kept without being taken, as the model’s words', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, second, third])
  await select(page, 'had been building since noon')
  await fill(page)
  const variant = (await shownVariant(page)).trim()
  await page.keyboard.press('Alt+k')
  await command(page, 'Show the scraps')
  await expect(entries(page)).toHaveCount(1)
  await expect(entries(page).first()).toContainText('a variant')
  await expect(entries(page).first().locator('p').nth(1)).toHaveText(variant)
  await expect(strip(page)).toBeVisible()
  await studio.shot('scraps-variant')
  await page.keyboard.press('Escape')
  await expect.poll(() => seen(page)).toBe(all)
  await caretAfter(page, third)
  await entries(page)
    .first()
    .getByRole('button', { name: /^Insert/ })
    .click()
  await expect(page.locator('.ProseMirror .origin[data-origin="model"]').first()).toBeVisible()
})

test('the search finds scraps, synopses and labels, and leads to them', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, [first, 'An albatross followed the boat.', third])
  await select(page, 'An albatross followed the boat.')
  await page.keyboard.press('Control+Shift+x')
  await expect(page.getByText('Moved to the scraps.')).toBeVisible()
  await command(page, 'Show the inspector')
  await page.getByRole('textbox', { name: 'Synopsis' }).fill('The albatross is an omen.')
  await text(page).click()
  await saved(page)
  await page.keyboard.press('Control+Shift+f')
  await page.keyboard.type('albatross')
  await expect(search(page).getByRole('status')).toHaveText('1 card, 1 scrap')
  await expect(search(page).locator('mark')).toHaveText(['albatross', 'albatross'])
  await studio.shot('scraps-search')
  expect(await violations(page)).toEqual([])
  await search(page).getByRole('button', { name: /omen/ }).click()
  await expect(page.getByRole('textbox', { name: 'Synopsis' })).toHaveValue('The albatross is an omen.')
  await page.keyboard.press('Control+Shift+f')
  await search(page)
    .getByRole('button', { name: /followed the boat/ })
    .click()
  await expect(entries(page).first()).toBeFocused()
  await expect(entries(page).first().locator('mark')).toHaveText('albatross')
  await studio.shot('scraps-found')
})

for (const theme of ['Light', 'Sepia', 'Dark'] as const)
  test(`${theme.toLowerCase()}: the shelf can be read by everybody`, async ({ studio }) => {
    const { page } = studio
    await newDocument(page, [`${first} ${second} ${third} `.repeat(6), second, third])
    await command(page, `${theme} theme`)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase())
    await command(page, 'Show the scraps')
    for (const words of [third, second]) {
      await select(page, words)
      await page.keyboard.press('Control+Shift+c')
    }
    await text(page).focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+Shift+c')
    await expect(entries(page)).toHaveCount(3)
    await entries(page).nth(1).getByRole('button', { name: /^Star/ }).click()
    await page.waitForTimeout(400)
    expect(await violations(page)).toEqual([])
    await studio.shot(`scraps-${theme.toLowerCase()}`)
  })

test('selected text and a variant are dragged onto the shelf, which keeps a copy; a drop that is cancelled changes nothing', async ({
  studio,
}) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, second, third])
  await select(page, 'the stairs')
  await page.keyboard.press('Control+b')
  const held = page.locator('.ProseMirror strong')
  const target = panel(page).getByText('Let go to keep a copy here')

  // The tab of scraps opens under what is dragged over it.
  await held.hover()
  await page.mouse.down()
  await page.getByRole('tab', { name: 'Scraps' }).hover()
  // The first move over an element only enters it.
  await panel(page).hover()
  await panel(page).hover()
  await expect(target).toBeVisible()
  await studio.shot('scraps-drop')
  await page.getByRole('tab', { name: 'Scraps' }).hover()
  await expect(target).toBeHidden()
  await page.mouse.up()
  await expect(panel(page)).toContainText('Nothing is put aside yet.')
  expect(await seen(page)).toBe(all)

  await select(page, 'the stairs')
  await held.dragTo(panel(page))
  await expect(entries(page)).toHaveCount(1)
  await expect(entries(page).first()).toContainText('the stairs')
  await expect(target).toBeHidden()
  expect(await seen(page)).toBe(all)
  await expect(held).toHaveText('the stairs')

  await select(page, 'had been building since noon')
  await fill(page)
  const other = strip(page).getByRole('button', { name: /^Variant 2 of/ })
  const words = (await other.locator('span').last().innerText()).trim()
  await other.getByTitle('Drag to the scraps to keep this variant').dragTo(panel(page))
  await expect(entries(page)).toHaveCount(2)
  await expect(entries(page).first()).toContainText('a variant')
  await expect(strip(page)).toContainText('1 of 3')
  expect((await entries(page).first().locator('p').nth(1).innerText()).trim()).toContain(words)
  await page.keyboard.press('Escape')
  await expect.poll(() => seen(page)).toBe(all)

  // A scrap let go over its own shelf stays the one it is.
  await entries(page).first().locator('p').nth(1).dragTo(entries(page).nth(1))
  await expect(entries(page)).toHaveCount(2)
})
