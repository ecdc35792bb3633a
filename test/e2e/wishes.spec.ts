import { violations } from './support/looks.ts'
import { expect, test } from './support/studio.ts'
import { fill, modelReady, newDocument, select, strip } from './support/writing.ts'

test('words to avoid are taken from the panel, kept, and never written', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, ['Nobody came all day. The keeper lit the lamp and went down. Then it rained.'])
  const avoid = page.getByLabel('Words to avoid')
  await avoid.fill('the, and, a')
  await page.getByLabel('Words to use').fill('lantern, !')
  await expect(page.getByRole('alert').filter({ hasText: 'is no word' })).toBeVisible()
  await studio.shot('wishes')
  expect(await violations(page)).toEqual([])
  await page.getByLabel('Words to use').fill('lantern')
  await page.getByLabel('Words to use').blur()
  await expect(avoid).toHaveValue('the, and, a')
  await select(page, 'The keeper lit the lamp and went down.')
  await fill(page)
  for (const card of await strip(page)
    .getByRole('button', { name: /^Variant/ })
    .all())
    expect((await card.innerText()).replace(/^.*\n/, '')).not.toMatch(/\b(?:the|and|a)\b/i)
})
