import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { command, violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import { caretAfter, fill, modelReady, newDocument, saved, seen, select, strip } from './support/writing.ts'
import type { EditorPage } from './support/writing.ts'

const paragraph = 'The keeper climbed the stairs. The storm had been building since noon. He could not see the harbour.'
const passage = 'The storm had been building since noon.'

/** What the record on the page says, the writer’s own text left out. */
const record = (page: Page) =>
  page
    .locator('.ProseMirror .origin')
    .evaluateAll(all => all.map(it => [it.dataset['origin'], it.textContent] as const))
const ofKind = async (page: Page, kind: string) =>
  (await record(page)).flatMap(([each, text]) => (each === kind ? [text] : [])).join('')

/** Puts the caret before the last two letters of a word of some elements, and tells the word. */
function caretInAWord(elements: readonly Element[]): string {
  for (const element of elements) {
    const found = /[a-z]{4,}/.exec(element.textContent)
    const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
    if (found === null || node === null) continue
    const { editor } = document.querySelector('.ProseMirror') as unknown as EditorPage
    editor.commands.setTextSelection(editor.view.posAtDOM(node, found.index + found[0].length - 2))
    return found[0]
  }
  throw new RangeError('no word of four letters is the model’s')
}

test('whose words: written, edited, pasted, moved, undone, and still known after a restart', async ({ studio }) => {
  const { page, app } = studio
  await modelReady(page)
  await newDocument(page, [paragraph])
  expect(await record(page)).toEqual([])
  await select(page, passage)
  await fill(page)
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  const written = await record(page)
  expect(written.length).toBeGreaterThan(0)
  expect(written.every(([kind]) => kind === 'model')).toBe(true)
  await page.keyboard.press('Control+z')
  expect(await record(page)).toEqual([])
  await page.keyboard.press('Control+Shift+z')
  expect(await record(page)).toEqual(written)

  const word = await page.locator('.ProseMirror .origin[data-origin=model]').evaluateAll(caretInAWord)
  await page.keyboard.type('x')
  expect(await seen(page)).toContain(`${word.slice(0, -2)}x${word.slice(-2)}`)
  expect(await ofKind(page, 'edited')).toContain(word)
  await page.keyboard.press('Control+z')
  expect(await record(page)).toEqual(written)

  await app.evaluate(({ clipboard }) => clipboard.writeText('from afar'))
  await caretAfter(page, 'The keeper')
  await page.keyboard.type(' ')
  await page.keyboard.press('Control+v')
  expect(await ofKind(page, 'pasted')).toBe('from afar')

  // All of it cut and put back: nothing changes hands.
  const [before, was] = [await seen(page), await record(page)]
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+x')
  await page.keyboard.press('Control+v')
  expect(await seen(page)).toBe(before)
  expect(await record(page)).toEqual(was)

  await page.keyboard.press('Control+s')
  await saved(page)
  await studio.relaunch()
  await expect.poll(() => record(studio.page)).toEqual(was)
})

test('origins are shown off, subtle and full in three themes, told at the caret, and reported', async ({
  studio,
  library,
}) => {
  const { page, app } = studio
  await modelReady(page)
  await newDocument(page, [paragraph])
  await select(page, passage)
  await fill(page)
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  await app.evaluate(({ clipboard }) => clipboard.writeText(' It was late in the year.'))
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Control+v')
  const written = page.locator('.ProseMirror .origin[data-origin=model]').first()
  const line = () => written.evaluate(it => getComputedStyle(it).backgroundImage)
  expect(await line()).toBe('none')
  await page.keyboard.press('Control+Alt+o')
  await expect.poll(line).not.toBe('none')
  await expect(page.getByText('At the caret: pasted')).toBeVisible()
  await studio.shot('origins-subtle')
  await page.keyboard.press('Control+Alt+o')
  for (const theme of ['Light', 'Sepia', 'Dark'] as const) {
    await command(page, `${theme} theme`)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase())
    expect(await violations(page)).toEqual([])
    await studio.shot(`origins-full-${theme.toLowerCase()}`)
  }
  await command(page, 'Whose words are these')
  const dialog = page.getByRole('dialog', { name: 'Whose words' })
  await expect(dialog.getByRole('row', { name: /^pasted 25/ })).toBeVisible()
  await expect(dialog).toContainText('1 accepted run')
  expect(await violations(page)).toEqual([])
  await studio.shot('origins-report')

  const file = join(library, 'whose.md')
  await app.evaluate(({ dialog: dialogs }, filePath) => {
    dialogs.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await dialog.getByRole('button', { name: 'Export as Markdown' }).press('Enter')
  await expect(page.getByText(`The report is in ${file}`)).toBeVisible()
  expect(await readFile(file, 'utf8')).toMatch(/variant 1 of seed \d+, palimpsest-starter/)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('Control+Alt+o')
  await expect.poll(line).toBe('none')
})
