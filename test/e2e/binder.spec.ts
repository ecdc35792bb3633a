import type { Page } from '@playwright/test'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { answerDialogs } from './support/files.ts'
import { expect, test } from './support/studio.ts'
import { command, violations } from './support/looks.ts'
import { caretAfter, newDocument, saved, seen, text } from './support/writing.ts'

const tree = (page: Page) => page.getByRole('tree')
const line = (page: Page, title: string) => tree(page).getByRole('treeitem').filter({ hasText: title }).first()

async function newProject(page: Page, title: string, template: RegExp): Promise<void> {
  await expect(text(page)).toBeVisible()
  await command(page, 'New project')
  await page.keyboard.type(title)
  await page.getByRole('radio', { name: template }).check()
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(line(page, title)).toBeVisible()
}

/** The tree of a project as text, a level a dash. */
async function outline(page: Page, project: string): Promise<string[]> {
  const lines = await tree(page)
    .getByRole('treeitem')
    .evaluateAll(items =>
      items.map(item => {
        const title = item.querySelector('[class*=title]')?.textContent ?? ''
        return `${'-'.repeat(Number(item.getAttribute('aria-level')) - 1)}${title}`
      }),
    )
  const from = lines.indexOf(project)
  const rest = lines.slice(from + 1)
  const end = rest.findIndex(it => !it.startsWith('-'))
  return end < 0 ? rest : rest.slice(0, end)
}

/** A plain picture, wide and high in pixels. */
function png(width: number, height: number): Buffer {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
    return n >>> 0
  })
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    let crc = 0xffffffff
    for (const byte of body) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8)
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length, 0)
    ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.concat(
    Array.from({ length: height }, (_, y) =>
      Buffer.from([0, ...Array.from({ length: width }, (_, x) => [40 + y, 80 + (x % 90), 122]).flat()]),
    ),
  )
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('a novel from its template: moved by keys across levels, thrown away with what it holds, and back', async ({
  studio,
}) => {
  const { page } = studio
  await newProject(page, 'The Winter', /^Novel/)
  const start = await outline(page, 'The Winter')
  expect(start.slice(0, 5)).toEqual(['-Part one', '--Chapter one', '---Opening', '--Chapter two', '---The disturbance'])
  await line(page, 'The disturbance').focus()
  await page.keyboard.press('Alt+Shift+ArrowUp')
  await page.keyboard.press('Alt+Shift+ArrowUp')
  await expect
    .poll(() => outline(page, 'The Winter').then(it => it.slice(0, 5)))
    .toEqual(['-Part one', '--Chapter one', '---Opening', '---The disturbance', '--Chapter two'])
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  await expect
    .poll(() => outline(page, 'The Winter').then(it => it.slice(1, 4)))
    .toEqual(['--Chapter one', '---Opening', '--The disturbance'])
  await line(page, 'Chapter one').focus()
  await page.keyboard.press('Delete')
  await expect(line(page, 'Opening')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(line(page, 'Opening')).toBeVisible()
  const before = await outline(page, 'The Winter')
  await studio.relaunch()
  await expect(line(studio.page, 'The Winter')).toBeVisible()
  expect(await outline(studio.page, 'The Winter')).toEqual(before)
  for (const theme of ['Light', 'Sepia', 'Dark']) {
    await command(studio.page, `${theme} theme`)
    await studio.shot(`binder-${theme.toLowerCase()}`)
  }
})

test('several at once: picked with Shift and dragged into a chapter', async ({ studio }) => {
  const { page } = studio
  await newProject(page, 'Short', /^Short story/)
  await line(page, 'Beginning').click()
  await page.keyboard.press('Escape')
  await command(page, 'New chapter')
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  // Its page takes the focus once it is there.
  await expect(page.getByRole('textbox', { name: 'Text of Untitled' })).toBeFocused()
  await line(page, 'Turn').focus()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(tree(page).locator('[aria-selected=true]')).toHaveCount(2)
  await studio.shot('binder-picked')
  await line(page, 'Turn').dragTo(line(page, 'Untitled'), { targetPosition: { x: 80, y: 15 } })
  await expect.poll(() => outline(page, 'Short')).toEqual(['-Beginning', '-Untitled', '--Turn', '--End', '-Notes'])
})

test('picked with the mouse, one by one and a stretch: moved, thrown away, and back', async ({ studio }) => {
  const { page } = studio
  await newProject(page, 'Short', /^Short story/)
  const picked = () => tree(page).locator('[aria-selected=true] [class*=title]').allTextContents()
  await line(page, 'Beginning').click()
  await expect(page.getByRole('textbox', { name: 'Text of Beginning' })).toBeVisible()
  await line(page, 'Beginning').click({ modifiers: ['Control'] })
  await line(page, 'End').click({ modifiers: ['Control'] })
  await expect.poll(picked).toEqual(['Beginning', 'End'])
  await expect(page.getByRole('textbox', { name: 'Text of Beginning' })).toBeVisible()
  // What is moved together stands together.
  await page.keyboard.press('Alt+Shift+ArrowDown')
  const moved = ['-Turn', '-Notes', '-Beginning', '-End']
  await expect.poll(() => outline(page, 'Short')).toEqual(moved)
  await line(page, 'End').click({ modifiers: ['Control'] })
  await expect.poll(picked).toEqual(['Beginning'])
  await line(page, 'Turn').click()
  await expect(page.getByRole('textbox', { name: 'Text of Turn' })).toBeVisible()
  await line(page, 'Beginning').click({ modifiers: ['Shift'] })
  await expect.poll(picked).toEqual(['Turn', 'Notes', 'Beginning'])
  await studio.shot('binder-picked-by-mouse')
  await page.keyboard.press('Delete')
  await expect.poll(() => outline(page, 'Short')).toEqual(['-End'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => outline(page, 'Short')).toEqual(moved)
})

test('scenes are made notes, which no reader gets, and scenes again', async ({ studio, library }) => {
  const { page } = studio
  await storyWithTexts(page)
  await line(page, 'Turn').click({ modifiers: ['Control'] })
  await line(page, 'End').click({ modifiers: ['Control'] })
  await command(page, 'Make it a note')
  await page.keyboard.press('Control+2')
  const board = page.getByRole('region', { name: 'Corkboard' })
  const titles = () => board.getByRole('heading', { level: 3 }).allTextContents()
  await expect.poll(titles).toEqual(['NoteTurn', 'NoteEnd'])
  await studio.shot('converted')
  const file = join(library, 'short.txt')
  const exported = async () => {
    rmSync(file, { force: true })
    await answerDialogs(studio, { save: file })
    await command(page, 'Export…')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /: Short$/ }).check()
    await dialog.getByText('Plain text', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Export…' }).click()
    await expect.poll(() => existsSync(file)).toBe(true)
    return readFileSync(file, 'utf8')
  }
  expect(await exported()).not.toContain('The text of Turn.')
  await command(page, 'Make it a scene')
  await expect.poll(titles).toEqual(['SceneTurn', 'SceneEnd'])
  const all = await exported()
  for (const title of ['Beginning', 'Turn', 'End']) expect(all).toContain(`The text of ${title}.`)
})

test('split at the caret and merged again: not a word is lost', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, ['The first half of it.', 'The second half of it.'])
  await caretAfter(page, 'The first half of it.')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Control+Alt+s')
  await expect.poll(() => seen(page)).toBe('The second half of it.')
  await expect(line(page, 'Untitled, continued')).toBeVisible()
  await line(page, 'Untitled').click()
  await expect.poll(() => seen(page)).toBe('The first half of it.')
  await page.keyboard.press('Control+Alt+j')
  await expect.poll(() => seen(page)).toBe('The first half of it.\nThe second half of it.')
  await caretAfter(page, 'second half of it.')
  await page.keyboard.type(' And on.')
  await saved(page)
  await studio.relaunch()
  await expect(text(studio.page)).toContainText('And on.')
})

test('a picture is research: dropped on the binder, shown, and there again', async ({ studio }) => {
  const { page } = studio
  await expect(text(page)).toBeVisible()
  const bytes = png(320, 200).toString('base64')
  const data = await page.evaluateHandle(base64 => {
    const transfer = new DataTransfer()
    const raw = Uint8Array.from(atob(base64), it => it.charCodeAt(0))
    transfer.items.add(new File([raw], 'harbour map.png', { type: 'image/png' }))
    return transfer
  }, bytes)
  const target = tree(page).getByRole('treeitem').nth(1)
  await target.dispatchEvent('dragover', { dataTransfer: data })
  await target.dispatchEvent('drop', { dataTransfer: data })
  await expect(page.getByRole('img', { name: 'harbour map' })).toBeVisible()
  expect(await page.getByRole('img', { name: 'harbour map' }).evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(
    320,
  )
  await studio.shot('picture')
  await studio.relaunch()
  await expect(studio.page.getByRole('img', { name: 'harbour map' })).toBeVisible()
})

test('the inspector: synopsis, status, label and target are kept, and the label is in the binder', async ({
  studio,
}) => {
  const { page } = studio
  await expect(text(page)).toBeVisible()
  await page.keyboard.press('Control+Alt+i')
  const panel = page.getByRole('tabpanel')
  await panel.getByLabel('Synopsis').fill('The lamp is lit early.')
  await panel.getByRole('combobox', { name: 'Status' }).selectOption('Draft')
  await panel.getByLabel('Word target').fill('2000')
  await panel.getByRole('button', { name: 'Edit labels…' }).click()
  await page.getByLabel('Name of a new label').fill('Anna')
  await page.keyboard.press('Enter')
  await studio.shot('labels')
  await page.getByRole('button', { name: 'Done' }).click()
  await panel.getByRole('combobox', { name: 'Label' }).selectOption('Anna')
  await expect(tree(page).getByTitle('Anna')).toBeVisible()
  await expect(panel.getByText(/Target 1,\d+ of 2,000/)).toBeVisible()
  for (const theme of ['Light', 'Sepia', 'Dark']) {
    await command(page, `${theme} theme`)
    await studio.shot(`inspector-${theme.toLowerCase()}`)
  }
  await studio.relaunch()
  await expect(text(studio.page)).toBeVisible()
  await studio.page.keyboard.press('Control+Alt+i')
  await expect(studio.page.getByLabel('Synopsis')).toHaveValue('The lamp is lit early.')
  await expect(studio.page.getByLabel('Word target')).toHaveValue('2000')
})

test('goals: what is typed is counted to the day and the session, and the day is there again', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, ['Seven words were typed in this test.'])
  await saved(page)
  await expect(page.getByText('today +7')).toBeVisible()
  await command(page, 'Goals and writing history')
  await page.getByRole('spinbutton', { name: 'Words a day' }).fill('500')
  await page.getByLabel('Words a session').fill('50')
  await studio.shot('goals')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('today 7 of 500, session 7 of 50')).toBeVisible()
  await studio.relaunch()
  await expect(studio.page.getByText('today 7 of 500, session 0 of 50')).toBeVisible()
})

test('typewriter scrolling holds the line of the caret', async ({ studio }) => {
  const { page } = studio
  await newDocument(
    page,
    Array.from({ length: 40 }, (_, i) => `Line ${i}.`),
  )
  await command(page, 'Typewriter scrolling')
  const height = async () => {
    await page.keyboard.type('x')
    return page.evaluate(() => {
      const desk = document.querySelector('[data-scroller]')!.getBoundingClientRect()
      const caret = getSelection()!.getRangeAt(0).getBoundingClientRect()
      return (caret.top - desk.top) / desk.height
    })
  }
  await text(page).focus()
  const before = await height()
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowUp')
  const after = await height()
  expect(Math.abs(before - 0.45)).toBeLessThan(0.05)
  expect(Math.abs(after - before)).toBeLessThan(0.03)
})

async function storyWithTexts(page: Page): Promise<void> {
  await newProject(page, 'Short', /^Short story/)
  for (const title of ['Beginning', 'Turn', 'End']) {
    await line(page, title).click()
    await expect(page.getByRole('textbox', { name: `Text of ${title}` })).toBeVisible()
    await text(page).click()
    await page.keyboard.insertText(`The text of ${title}.`)
  }
  await saved(page)
}

test('corkboard and outline: read, moved and described by keys, in three themes', async ({ studio }) => {
  const { page } = studio
  await storyWithTexts(page)
  await page.keyboard.press('Control+2')
  const board = page.getByRole('region', { name: 'Corkboard' })
  const titles = () => board.getByRole('heading', { level: 3 }).allTextContents()
  expect((await titles()).map(it => it.replace(/^(Scene|Note)/, ''))).toEqual(['Beginning', 'Turn', 'End', 'Notes'])
  await board.getByRole('listitem').nth(1).focus()
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Everything is otherwise.')
  await page.keyboard.press('Escape')
  await expect(board.getByText('Everything is otherwise.')).toBeVisible()
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  await expect.poll(() => outline(page, 'Short')).toEqual(['-Turn', '-Beginning', '-End', '-Notes'])
  for (const theme of ['Light', 'Sepia', 'Dark']) {
    await command(page, `${theme} theme`)
    await studio.shot(`corkboard-${theme.toLowerCase()}`)
  }
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Control+3')
  await page.getByRole('combobox', { name: 'Status of End' }).selectOption('Final')
  await page.getByRole('textbox', { name: 'Synopsis of End' }).fill('It ends.')
  await page.keyboard.press('Enter')
  await studio.shot('outline')
  expect(await violations(page)).toEqual([])
  await page.getByRole('region', { name: 'Outline' }).getByRole('button', { name: 'End' }).click()
  await expect(page.getByRole('textbox', { name: 'Text of End' })).toContainText('The text of End.')
})

test('a synopsis of several lines: passed through in the outline, put back by Escape, and kept when the board or the window goes', async ({
  studio,
}) => {
  const { page } = studio
  await storyWithTexts(page)
  await page.keyboard.press('Control+Alt+i')
  const inspected = page.getByRole('tabpanel').getByLabel('Synopsis')
  const lines = 'It ends.\nOr so they think.'
  await inspected.fill(lines)
  await page.keyboard.press('Control+3')
  const cell = page.getByRole('textbox', { name: 'Synopsis of End' })
  await expect(cell).toHaveValue(lines)
  await cell.focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('combobox', { name: 'Status of End' })).toBeFocused()
  await cell.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Never.')
  await page.keyboard.press('Escape')
  await expect(cell).toHaveValue(lines)
  await cell.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' They err.')
  await page.keyboard.press('Control+1')
  await expect(cell).toHaveCount(0)
  await expect(inspected).toHaveValue(`${lines} They err.`)
  await page.keyboard.press('Control+3')
  await cell.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' All of them.')
  await studio.relaunch()
  await expect(text(studio.page)).toBeVisible()
  await studio.page.keyboard.press('Control+3')
  await expect(studio.page.getByRole('textbox', { name: 'Synopsis of End' })).toHaveValue(
    `${lines} They err. All of them.`,
  )
})

test('the page is named as its document is now', async ({ studio }) => {
  const { page } = studio
  await newDocument(page, ['It burns low.'])
  await expect(page.getByRole('textbox', { name: 'Text of Untitled' })).toContainText('It burns low.')
  await command(page, 'Rename this document')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('The lamp')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Text of The lamp' })).toContainText('It burns low.')
})

test('reading: scenes one under the other, entered by click and by arrow, and all of it kept', async ({ studio }) => {
  const { page } = studio
  await storyWithTexts(page)
  await page.keyboard.press('Control+4')
  const scene = (title: string) =>
    page.locator('[data-scene]').filter({ has: page.getByRole('heading', { name: title }) })
  await expect(scene('Beginning')).toContainText('The text of Beginning.')
  await expect(page.getByRole('textbox', { name: 'Text of End' })).toBeVisible()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' More of the end.')
  await scene('Turn').getByText('The text of Turn.').click()
  await expect(page.getByRole('textbox', { name: 'Text of Turn' })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type(' More of the turn.')
  await expect(scene('End')).toContainText('More of the end.')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('textbox', { name: 'Text of Beginning' })).toBeFocused()
  await page.keyboard.type(' More of the beginning.')
  for (const theme of ['Light', 'Sepia', 'Dark']) {
    await command(page, `${theme} theme`)
    await studio.shot(`reading-${theme.toLowerCase()}`)
  }
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Control+2')
  await expect(page.locator('[class*=board]').first()).toBeVisible()
  await page.keyboard.press('Control+1')
  await expect(text(page)).toHaveCount(1)
  await expect(text(page)).toContainText('The text of Beginning. More of the beginning.')
  await saved(page)
  await studio.relaunch()
  await line(studio.page, 'Turn').click()
  await expect(studio.page.getByRole('textbox', { name: 'Text of Turn' })).toContainText(
    'The text of Turn. More of the turn.',
  )
})
