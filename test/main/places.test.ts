import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { places } from '../../electron/main/places.ts'
import { freshFolder } from '../support/folders.ts'

const bare = { env: {}, appData: '/data', app: '/app', resources: null, profile: null }
const named = (library: string) => places({ ...bare, env: { PALIMPSEST_LIBRARY: library } })

it('keeps the usual library under the system’s folder', () => {
  expect(places(bare)).toMatchObject({
    library: join('/data', 'Palimpsest', 'Library'),
    profile: join('/data', 'Palimpsest', 'profile'),
    model: join('/app', 'models', 'starter'),
  })
})
it('gives each library a profile of its own', () => {
  const [a, b] = [named('/a'), named('/b')]
  expect([a.library, b.library]).toEqual(['/a', '/b'])
  expect(new Set([a.profile, b.profile, places(bare).profile]).size).toBe(3)
})
it('knows a library by whatever name it is called', () => {
  const folder = freshFolder()
  mkdirSync(join(folder, 'real'))
  symlinkSync(join(folder, 'real'), join(folder, 'alias'))
  expect(named(join(folder, 'alias')).profile).toBe(named(`${folder}/x/../real/`).profile)
})
it('leaves a profile that the command line names', () => {
  expect(places({ ...bare, profile: '/mine' }).profile).toBe('/mine')
})
it('takes another model from the environment, and its own beside a packaged application', () => {
  expect(places({ ...bare, env: { PALIMPSEST_MODEL: '/m' } }).model).toBe('/m')
  expect(places({ ...bare, resources: '/res' }).model).toBe(join('/res', 'models', 'starter'))
})
