import type { Page } from '@playwright/test'
import { command, violations } from './support/looks.ts'
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

const first = 'The keeper climbed the stairs as he did every evening.'
const passage = 'The storm had been building since noon. The gulls were gone.'

test('a fill pressed while a run is stopping waits for it, and writes the same passage', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, passage])
  await select(page, 'The storm had been building since noon.')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.infill-mask').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Enter')
  await offered(page)
  await expect(strip(page).getByRole('button', { name: /^Variant/ })).toHaveCount(3)
  expect(await seen(page)).not.toContain('The storm had been building since noon.')
})

test('Enter during a run is the page’s: a new paragraph behind the passage', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, longPassage])
  await startLongRun(page)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Below.')
  await offered(page)
  expect((await seen(page)).split('\n').at(-1)).toBe('Below.')
  await expect(text(page).locator('> p')).toHaveCount(3)
})

test('a variant whose passage was edited meanwhile stays readable, says so, and asks', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, passage])
  await select(page, 'The gulls were gone.')
  await fill(page)
  await caretAfter(page, 'building since')
  await page.keyboard.press('Control+Shift+End')
  await page.keyboard.type(' dawn.')
  await expect(strip(page).getByRole('status')).toContainText('edited after this run began')
  await expect(page.locator('.infill').first()).not.toBeEmpty()
  await studio.shot('stale')
  expect(await violations(page)).toEqual([])
  await strip(page)
    .getByRole('button', { name: /^Accept/ })
    .click()
  await expect(page.getByRole('button', { name: 'Keep my edit' })).toBeVisible()
  await page.getByRole('button', { name: 'Keep my edit' }).click()
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toContain('building since dawn.')
})

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'History' })

test('the history of a passage is found after edits around it; searched by text and settings; recalled, remixed, compared', async ({
  studio,
}) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, passage])
  await select(page, 'The gulls were gone.')
  await fill(page)
  await page.keyboard.press('Alt+s')
  const taken = (await shownVariant(page)).trim()
  await page.keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  await select(page, 'as he did every evening')
  await fill(page)
  await page.keyboard.press('Escape')
  await select(page, 'The storm had been building since noon.')
  await page.keyboard.insertText('It was late.')
  await saved(page)

  // A word that the page holds nowhere else; several may be parted by whose words they are.
  const words = taken.split(/[^\p{L}’']+/u).filter(word => !`${first} ${passage}`.includes(word))
  const written = words.toSorted((a, b) => b.length - a.length)[0]!
  await caretAfter(page, written)
  await page.keyboard.press('Alt+h')
  const runs = panel(page).getByRole('list', { name: 'Runs, newest first' }).locator('> li')
  await expect(runs).toHaveCount(1)
  await expect(runs.first()).toContainText('The gulls were gone.')
  await expect(runs.first().getByLabel('starred')).toBeVisible()
  await studio.shot('history-here')
  await caretAfter(page, 'as he did')
  await expect(runs.first()).toContainText('as he did every evening')

  await panel(page).getByLabel('Runs of').selectOption('Whole library')
  await expect(runs).toHaveCount(2)
  await panel(page).getByRole('button', { name: '✓ Accepted' }).click()
  await expect(runs).toHaveCount(1)
  await expect(runs.first()).toContainText('Untitled')
  await panel(page).getByRole('searchbox').fill('strength:40')
  await expect(runs).toHaveCount(0)
  await panel(page).getByRole('searchbox').fill('gulls strength:100')
  await expect(runs).toHaveCount(1)
  expect(await violations(page)).toEqual([])
  for (const theme of ['Dark', 'Sepia', 'Light']) {
    await command(page, `${theme} theme`)
    await studio.shot(`history-${theme.toLowerCase()}`)
    expect(await violations(page)).toEqual([])
  }

  await runs
    .first()
    .getByRole('button', { name: /^Compare/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /and the text now$/ })
  await expect(dialog.getByLabel('Compare with')).toContainText('The text now')
  await expect(dialog).toContainText(written)
  await studio.shot('history-compare')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')

  await runs
    .first()
    .getByRole('button', { name: /^Remix/ })
    .click()
  await offered(page)
  await page.keyboard.press('Escape')
  await panel(page).getByRole('searchbox').fill('')
  await runs.last().getByRole('button', { name: /^Seed/ }).click()
  await expect(page.getByText('The next runs begin with that seed.')).toBeVisible()
  await runs
    .last()
    .getByRole('button', { name: /^Settings/ })
    .click()
  await runs
    .last()
    .getByRole('button', { name: /^Recall variant 1/ })
    .click()
  await offered(page)
  await expect(strip(page)).toContainText('from the history')
})

test('pruning: the preview lists what goes, stars and accepted runs stay, a backup is made first', async ({
  studio,
}) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, passage])
  for (const words of ['as he did every evening', 'The gulls were gone.']) {
    await select(page, words)
    await fill(page)
    if (words.startsWith('The gulls')) await page.keyboard.press('Alt+s')
    await page.keyboard.press('Escape')
    await expect(strip(page)).toHaveCount(0)
  }
  await saved(page)
  await command(page, 'Delete old runs')
  const dialog = page.getByRole('dialog', { name: 'Delete old runs' })
  await expect(dialog.getByRole('status')).toContainText('0 runs of 2 runs would go')
  await dialog.getByLabel('Delete those older than').selectOption('any age')
  await dialog.getByLabel('Keep of the newest at most').selectOption('5 MB')
  await expect(dialog.getByRole('status')).toContainText('0 runs of 2 runs would go')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.clock.setSystemTime(Date.now() + 100 * 86_400_000)
  await command(page, 'Delete old runs')
  await expect(dialog.getByRole('status')).toContainText('1 run of 2 runs would go')
  const gone = dialog.getByRole('list', { name: 'Runs that would go' }).getByRole('listitem')
  await expect(gone).toHaveCount(1)
  await expect(gone).toContainText('as he did every evening')
  await dialog.getByLabel('Starred ones too').check()
  await expect(gone).toHaveCount(2)
  await dialog.getByLabel('Starred ones too').uncheck()
  await expect(gone).toHaveCount(1)
  for (const theme of ['dark', 'sepia', 'light']) {
    await page.evaluate(name => (document.documentElement.dataset['theme'] = name), theme)
    await studio.shot(`prune-${theme}`)
    expect(await violations(page)).toEqual([])
  }
  await dialog.getByRole('button', { name: 'Back up, then delete 1 run' }).click()
  await expect(page.getByText(/^1 run deleted\. The backup from before/)).toBeVisible({ timeout: 30_000 })
  await command(page, 'Show the history')
  const runs = panel(page).getByRole('list', { name: 'Runs, newest first' }).locator('> li')
  await expect(runs).toHaveCount(1)
  await expect(runs).toContainText('The gulls were gone.')
})
