import { command, violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import { fill, longPassage, modelReady, newDocument, startLongRun, strip, text } from './support/writing.ts'

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
