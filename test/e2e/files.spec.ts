import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isOnPath } from '../../electron/setup/system-packages.mjs'
import { answerDialogs, command } from './support/files.ts'
import { expect, test } from './support/studio.ts'
import type { Studio } from './support/studio.ts'
import { newDocument, select, text } from './support/writing.ts'

const results = resolve(import.meta.dirname, '../../test-results')
const dialog = (studio: Studio) => studio.page.getByRole('dialog')

test('a document is exported as Markdown, without the regions that are marked in it', async ({ studio, library }) => {
  const file = join(library, 'story.md')
  await answerDialogs(studio, { save: file })
  await expect(text(studio.page)).toBeVisible()
  await command(studio, 'Export…')
  await expect(dialog(studio)).toBeVisible()
  await studio.shot('export')
  await dialog(studio).getByRole('button', { name: 'Export…' }).click()
  await expect(studio.page.getByText('Exported: story.md')).toBeVisible()
  const written = readFileSync(file, 'utf8')
  expect(written).toContain('# Light Shown')
  expect(written).toContain('He looked at the tower for a long time before he picked up his bag.')
  expect(written).not.toMatch(/<|data-|region:/)
})

test('words typed a moment before are exported, and a name without an ending gets one', async ({ studio, library }) => {
  await newDocument(studio.page, ['Typed just before the export.'])
  await answerDialogs(studio, { save: join(library, 'words') })
  await studio.page.keyboard.press('Control+Shift+E')
  await dialog(studio).getByText('Plain text', { exact: true }).click()
  await dialog(studio).getByRole('button', { name: 'Export…' }).click()
  await expect(studio.page.getByText('Exported: words.txt')).toBeVisible()
  expect(readFileSync(join(library, 'words.txt'), 'utf8')).toContain('Typed just before the export.')
})

test('a selection is exported, with nothing that stands around it', async ({ studio, library }) => {
  const { page } = studio
  const file = join(library, 'part.md')
  await newDocument(page, ['Before it. The first half', 'and the second half. After it.'])
  await select(page, 'The first half', 'and the second half.')
  await answerDialogs(studio, { save: file })
  await command(studio, 'Export…')
  await expect(dialog(studio).getByText('Selected in Untitled')).toBeVisible()
  await dialog(studio).getByText('Markdown', { exact: true }).click()
  await dialog(studio).getByRole('radio', { name: 'None', exact: true }).check()
  await studio.shot('export-selection')
  await dialog(studio).getByRole('button', { name: 'Export…' }).click()
  await expect(page.getByText('Exported: part.md')).toBeVisible()
  const written = readFileSync(file, 'utf8').replace(/^---\n[^]*?---\n\n/, '')
  expect(written).toBe('The first half\n\nand the second half.\n')
})

test('files are imported as the preview shows them', async ({ studio, library }) => {
  const novel =
    '---\ntitle: The Tide\n---\n\n# One\n\nFirst *words*.\n\n![a](http://127.0.0.1/a.png)\n\n# Two\n\nMore.\n'
  const file = join(library, 'tide.md')
  writeFileSync(file, novel)
  await answerDialogs(studio, { open: [file] })
  await expect(text(studio.page)).toBeVisible()
  await command(studio, 'Import…')
  await expect(dialog(studio).getByText('1 picture left out.')).toBeVisible()
  await expect(dialog(studio).getByRole('list', { name: 'Documents' }).getByRole('checkbox')).toHaveCount(2)
  await dialog(studio)
    .getByRole('checkbox', { name: /^Keep the original file/ })
    .check()
  await studio.shot('import')
  await dialog(studio)
    .getByRole('button', { name: /^Import 2 documents/ })
    .click()
  await expect(studio.page.getByText('2 documents were imported.')).toBeVisible()
  await expect(text(studio.page)).toHaveText('First words.')
  await expect(studio.page.getByRole('treeitem', { name: /The Tide/ })).toBeVisible()
  await studio.relaunch()
  await expect(text(studio.page)).toHaveText('First words.')
  const again = join(library, 'again.md')
  await answerDialogs(studio, { save: again })
  await command(studio, 'Show the inspector')
  await studio.page.getByRole('button', { name: 'Save tide.md as a file' }).click()
  await expect(studio.page.getByText('Saved: again.md')).toBeVisible()
  await studio.shot('inspector-original')
  expect(readFileSync(again, 'utf8')).toBe(novel)
})

test('what was just imported is exported at once', async ({ studio, library }) => {
  writeFileSync(join(library, 'tide.txt'), 'The tide came in.')
  await answerDialogs(studio, { open: [join(library, 'tide.txt')], save: join(library, 'out.md') })
  await expect(text(studio.page)).toBeVisible()
  await command(studio, 'Import…')
  await dialog(studio)
    .getByRole('button', { name: /^Import 1 document/ })
    .click()
  await expect(text(studio.page)).toHaveText('The tide came in.')
  await command(studio, 'Export…')
  await dialog(studio).getByRole('button', { name: 'Export…' }).click()
  await expect(studio.page.getByText('Exported: out.md')).toBeVisible()
  expect(readFileSync(join(library, 'out.md'), 'utf8')).toContain('The tide came in.')
})

test('a web page says whose words it holds where that is wanted, and only then', async ({ studio, library }) => {
  await expect(text(studio.page)).toBeVisible()
  async function page(name: string, marked: boolean): Promise<string> {
    await answerDialogs(studio, { save: join(library, name) })
    await command(studio, 'Export…')
    await dialog(studio).getByText('Web page', { exact: true }).click()
    if (marked)
      await dialog(studio)
        .getByRole('checkbox', { name: /^Mark whose words/ })
        .check()
    await dialog(studio).getByRole('button', { name: 'Export…' }).click()
    await expect(studio.page.getByText(`Exported: ${name}`)).toBeVisible()
    return readFileSync(join(library, name), 'utf8')
  }
  expect(await page('marked.html', true)).toMatch(/origin-legend[^]*<h1>Whose words<\/h1>[^]*Light Shown: Writer/)
  expect(await page('plain.html', false)).not.toMatch(/origin|Whose words/)
})

test('a folder that cannot be written and a file that cannot be read each get a sentence', async ({
  studio,
  library,
}) => {
  await expect(text(studio.page)).toBeVisible()
  await answerDialogs(studio, { save: join(library, 'gone', 'story.md') })
  await command(studio, 'Export…')
  await dialog(studio).getByRole('button', { name: 'Export…' }).click()
  await expect(studio.page.getByText(/story\.md was not written\. That folder is not there any more/)).toBeVisible()
  const file = join(library, 'broken.docx')
  writeFileSync(file, 'no archive')
  await answerDialogs(studio, { open: [file] })
  await command(studio, 'Import…')
  await expect(studio.page.getByText(/broken\.docx is damaged, or is not what its name says/)).toBeVisible()
  mkdirSync(join(library, 'taken.md'))
  await answerDialogs(studio, { save: join(library, 'taken.md') })
  await command(studio, 'Export…')
  await dialog(studio).getByRole('button', { name: 'Export…' }).click()
  await expect(studio.page.getByText(/taken\.md was not written/)).toBeVisible()
  expect(readdirSync(library).filter(name => name.endsWith('.part'))).toEqual([])
  expect(existsSync(join(library, 'gone'))).toBe(false)
})

test('a project is printed as a book', async ({ studio, library }) => {
  test.skip(!isOnPath('pdftotext'), 'pdftotext is not installed (package poppler-utils)')
  const file = join(library, 'book.pdf')
  await answerDialogs(studio, { save: file })
  await expect(text(studio.page)).toBeVisible()
  await command(studio, 'Export…')
  await dialog(studio)
    .getByRole('radio', { name: /^Project/ })
    .click()
  await dialog(studio).getByText('PDF', { exact: true }).click()
  await dialog(studio).getByLabel('Author').fill('A. N. Author')
  await dialog(studio).getByRole('button', { name: 'Export…' }).click()
  await expect(studio.page.getByText('Exported: book.pdf')).toBeVisible({ timeout: 30_000 })
  const pages = execFileSync('pdftotext', ['-layout', file, '-']).toString().split('\f')
  expect(pages.length).toBeGreaterThan(4)
  expect(pages[0]).toMatch(/The Lamplighter’s Shelf\s+A\. N\. Author/)
  expect(pages[1]).toMatch(/^\s*The Lamplighter’s Shelf\n[^]*Light Shown[^]*\s2\s*$/)
  execFileSync('pdftoppm', ['-r', '60', '-png', '-l', '4', file, join(results, 'book')])
})

test('the whole library goes out as a folder and comes in again', async ({ studio, library }) => {
  await expect(text(studio.page)).toBeVisible()
  await answerDialogs(studio, { open: [library] })
  await command(studio, 'Export the whole library')
  const notice = studio.page.getByText(/^Exported: Palimpsest library/)
  await expect(notice).toBeVisible()
  const name = (await notice.textContent())!.replace('Exported: ', '')
  await answerDialogs(studio, { open: [join(library, name)] })
  await command(studio, 'Import a folder')
  await expect(dialog(studio).getByRole('checkbox')).toHaveCount(2)
  await dialog(studio)
    .getByRole('button', { name: /^Import 2 documents/ })
    .click()
  await expect(studio.page.getByRole('treeitem', { name: /The Lamplighter’s Shelf/ })).toHaveCount(2)
})

test('both dialogs can be read by everybody', async ({ studio, library }) => {
  const file = join(library, 'tide.md')
  writeFileSync(file, '# One\n\nFirst.\n\n# Two\n\n![a](b.png)\n')
  const old = join(library, 'old.txt')
  writeFileSync(old, Buffer.from('Gr\xfc\xdfe aus einer alten Datei.', 'latin1'))
  await answerDialogs(studio, { open: [file, old] })
  await expect(text(studio.page)).toBeVisible()
  for (const theme of ['Light', 'Sepia', 'Dark']) {
    await command(studio, `${theme} theme`)
    for (const title of ['Export…', 'Import…']) {
      await command(studio, title)
      await expect(dialog(studio)).toBeVisible()
      if (title === 'Import…')
        await expect(dialog(studio).getByText(/^old\.txt .* read as Western European letters/)).toBeVisible()
      expect(await violations(studio.page)).toEqual([])
      await studio.shot(`${title.slice(0, -1).toLowerCase()}-${theme.toLowerCase()}`)
      await studio.page.keyboard.press('Escape')
    }
  }
})

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
