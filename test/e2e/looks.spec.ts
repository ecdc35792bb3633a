import { command, violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import { fill, longPassage, modelReady, newDocument, select, startLongRun, strip, text } from './support/writing.ts'

for (const theme of ['Light', 'Sepia', 'Dark'] as const) {
  test(`${theme.toLowerCase()}: offered, history and palette can be read by everybody`, async ({ studio }) => {
    const { page } = studio
    await modelReady(page)
    await command(page, `${theme} theme`)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase())
    await page.locator('.region').click()
    await fill(page)
    // Words that are still settling in are paler than they will be.
    await page.waitForTimeout(500)
    await studio.shot(`offered-${theme.toLowerCase()}`)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Control+Alt+h')
    expect(await violations(page)).toEqual([])
    await studio.shot(`history-${theme.toLowerCase()}`)
    await page.keyboard.press('Control+k')
    expect(await violations(page)).toEqual([])
    await studio.shot(`palette-${theme.toLowerCase()}`)
  })
}

/** Elements whose style lets them move. */
function movable(): string[] {
  const moves = ({ animationName, transitionDuration }: CSSStyleDeclaration) =>
    animationName !== 'none' || transitionDuration.split(', ').some(duration => duration !== '0s')
  return Array.from(document.querySelectorAll('body *'))
    .filter(it => moves(getComputedStyle(it)))
    .map(it => it.outerHTML.slice(0, 80))
}

for (const theme of ['Light', 'Sepia', 'Dark'] as const) {
  test(`${theme.toLowerCase()}, with reduced motion: nothing moves, and everybody can read it`, async ({ studio }) => {
    test.slow()
    const { page } = studio
    const isStill = async (what: string) => {
      expect(await page.evaluate(movable), what).toEqual([])
      expect(await violations(page), what).toEqual([])
    }
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await modelReady(page)
    await command(page, `${theme} theme`)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase())
    await newDocument(page, ['The keeper climbed the stairs. The storm had been building since noon.'])
    await select(page, 'The storm had been building since noon.')
    await fill(page)
    await isStill('what is offered')
    await page.keyboard.press('Alt+f')
    await isStill('side by side')
    await page.keyboard.press('Alt+f')
    await page.keyboard.press('Alt+a')
    await expect(strip(page).getByRole('region', { name: 'Word' })).toBeVisible()
    await isStill('a word inspected')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+t')
    await expect(strip(page).getByRole('region', { name: 'Timeline' })).toBeVisible()
    await page.keyboard.press('Alt+/')
    await isStill('the timeline')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await expect(strip(page)).toHaveCount(0)
    await page.keyboard.press('Alt+Shift+Enter')
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByRole('group', { name: 'Gap 1' })).toBeVisible()
    await isStill('a gap')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Control+Alt+n')
    await expect(page.getByRole('group', { name: 'Footnote 1' })).toBeVisible()
    await isStill('a footnote')
    await page.keyboard.press('Escape')
    for (const tab of ['History', 'Snapshots', 'Scraps', 'Inspector', 'Search']) {
      await page.getByRole('tab', { name: tab }).click()
      await isStill(tab)
    }
    for (const [keys, name] of [
      ['Control+k', 'Everything'],
      ['Control+/', 'Keys'],
      ['F1', 'What Palimpsest can do'],
    ] as const) {
      await page.keyboard.press(keys)
      await expect(page.getByRole('dialog', { name })).toBeVisible()
      await isStill(name)
      await page.keyboard.press('Escape')
    }
  })
}

test('with reduced motion nothing moves, and the bar tells how far the run is', async ({ studio }) => {
  const { page } = studio
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await modelReady(page)
  await newDocument(page, [longPassage])
  await startLongRun(page)
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  await expect(strip(page).getByRole('progressbar')).toBeVisible()
  await expect(strip(page)).toContainText(/step \d+ of about \d+, about \d+ s left/)
})

test('at 200 % zoom in a small window the page and its strip can be used', async ({ studio }) => {
  const { app, page } = studio
  await modelReady(page)
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!
    window.setContentSize(1280, 800)
    window.webContents.setZoomFactor(2)
  })
  await page.locator('.region').scrollIntoViewIfNeeded()
  await page.locator('.region').click()
  await fill(page)
  await strip(page)
    .getByRole('button', { name: /^Accept/ })
    .scrollIntoViewIfNeeded()
  await studio.shot('zoomed')
  await strip(page)
    .getByRole('button', { name: /^Accept/ })
    .click()
  await expect(strip(page)).toHaveCount(0)
  await expect(text(page)).toBeVisible()
})
