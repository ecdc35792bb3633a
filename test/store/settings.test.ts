import { expect, it } from 'vitest'
import { defaultSettings, loadSettings, saveSettings } from '../../electron/store/settings.ts'
import { d, libraryWith } from '../support/library.ts'

it('are the defaults at first', async () => {
  expect(loadSettings(await libraryWith())).toEqual(defaultSettings)
})
it('come back as saved, the last ones', async () => {
  const db = await libraryWith()
  const wanted = { ...defaultSettings, theme: 'sepia', openDocument: d('a'), seedFixed: true } as const
  saveSettings(db, defaultSettings)
  saveSettings(db, wanted)
  expect(loadSettings(db)).toEqual(wanted)
})
function reads(what: string, json: string, changed: object) {
  it(what, async () => {
    const db = await libraryWith()
    db.prepare(`INSERT INTO setting (name, value_json) VALUES ('studio', ?)`).run(json)
    expect(loadSettings(db)).toEqual({ ...defaultSettings, ...changed })
  })
}
const { run } = defaultSettings
reads('fill in what is missing', '{"theme":"dark"}', { theme: 'dark' })
reads('fill in what is missing of a run', '{"run":{"seed":5}}', { run: { ...run, seed: 5 } })
reads('put the default for what means nothing', '{"theme":"plaid","seedFixed":true}', { seedFixed: true })
reads('put the default for what is out of range', '{"run":{"variants":99,"strength":0.5}}', {
  run: { ...run, strength: 0.5 },
})
reads('drop what a newer version wrote', '{"spelling":"en","theme":"light"}', { theme: 'light' })
reads('survive a value of another kind', '[1]', {})
reads('survive null', 'null', {})
