import AxeBuilder from '@axe-core/playwright'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerDialogs, command } from './support/files.ts'
import { expect, test } from './support/studio.ts'
import { newDocument, text } from './support/writing.ts'

const TEXT = 'Teh keeper lit the lmap, and Skerrow wrote it down.'

test('spelling is off at first; on, it underlines, suggests, and learns', async ({ studio }) => {
  const { page } = studio
  const misspelt = page.locator('.misspelt')
  const popup = page.getByRole('menu', { name: /^Spelling of/ })
  await newDocument(page, [TEXT])
  await page.waitForTimeout(800)
  await expect(misspelt).toHaveCount(0)
  await command(studio, 'Check spelling')
  await expect(misspelt).toHaveText(['Teh', 'lmap', 'Skerrow'])
  expect(await misspelt.first().evaluate(it => getComputedStyle(it).textDecorationStyle)).toBe('wavy')

  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F7')
  await page.keyboard.press('F7')
  await expect(popup).toHaveAccessibleName('Spelling of lmap')
  await expect(popup.getByRole('menuitem', { name: 'lamp', exact: true })).toBeVisible()
  await studio.shot('spelling')
  await popup.getByRole('menuitem', { name: 'lamp', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(text(page)).toContainText('lit the lamp, and')
  await expect(misspelt).toHaveText(['Teh', 'Skerrow'])
  await page.keyboard.press('Control+z')
  await expect(text(page)).toContainText('lit the lmap, and')
  await page.keyboard.press('Control+Shift+z')

  await misspelt.getByText('Skerrow').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Suggest spellings…' }).click()
  await expect(popup).toHaveAccessibleName('Spelling of Skerrow')
  await popup.getByRole('menuitem', { name: 'Add “Skerrow” to the dictionary' }).click()
  await expect(misspelt).toHaveText(['Teh'])
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Skerrow’s wrod')
  await page.waitForTimeout(800)
  await expect(misspelt).toHaveText(['Teh'])
  await page.keyboard.type(' was.')
  await expect(misspelt).toHaveText(['Teh', 'wrod'])

  await studio.relaunch()
  const again = studio.page.locator('.misspelt')
  await expect(again).toHaveText(['Teh', 'wrod'])
  await text(studio.page).focus()
  await command(studio, 'Stop checking spelling')
  await expect(again).toHaveCount(0)
})

test('a dictionary is added by file and chosen; a bad one gets a sentence', async ({ studio, library }) => {
  const { page } = studio
  const dialog = page.getByRole('dialog')
  await newDocument(page, ['Das Licht war hell.'])
  writeFileSync(join(library, 'de_XX.aff'), 'SET UTF-8\nTRY esianrt\nSFX E Y 1\nSFX E 0 e .\n')
  writeFileSync(join(library, 'de_XX.dic'), '4\nDas\nLicht/E\nwar\nhell/E\n')
  writeFileSync(join(library, 'bad.aff'), 'Once upon a time.\n')
  writeFileSync(join(library, 'bad.dic'), 'there was no dictionary.\n')
  await command(studio, 'Spelling: dictionaries')
  await dialog.getByRole('checkbox').check()
  await answerDialogs(studio, { open: [join(library, 'bad.aff')] })
  await dialog.getByRole('button', { name: /^Add a dictionary/ }).click()
  await expect(page.getByText(/No dictionary was added\. bad\.aff holds no rules/)).toBeVisible()
  await answerDialogs(studio, { open: [join(library, 'de_XX.aff'), join(library, 'de_XX.dic')] })
  await dialog.getByRole('button', { name: /^Add a dictionary/ }).click()
  await expect(dialog.getByRole('radio', { name: /^de_XX/ })).toBeChecked()
  await dialog.getByLabel('Your own words').fill('Skerrow')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Take Skerrow out' })).toBeVisible()
  await studio.shot('spelling-dialog')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`)).toEqual([])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Die helle Skerrow war weit.')
  await expect(text(page)).toContainText('Die helle Skerrow war weit.')
  await expect(page.locator('.misspelt')).toHaveText(['Die', 'weit'])
  await command(studio, 'Spelling: dictionaries')
  await dialog.getByRole('radio', { name: /^English/ }).check()
  await page.keyboard.press('Escape')
  await expect(page.locator('.misspelt')).toContainText(['Licht'])
})
