import { describe, expect, it } from 'vitest'
import { missingPackages } from '../../electron/setup/missing-packages.mjs'

type Packages = Parameters<typeof missingPackages>[0]['packages']

const linux = { platform: 'linux', arch: 'x64' }
const a = { version: '1.0.0', integrity: 'sha512-a' }

function missing(name: string, locked: Packages, installed: Packages | undefined, expected: string[]) {
  it(name, () => {
    const found = missingPackages({ packages: locked }, installed && { packages: installed }, linux)
    expect(found).toEqual(expected)
  })
}

describe('missingPackages', () => {
  missing('nothing where all is installed', { '': { version: '0.1.0' }, a }, { a }, [])
  missing('everything where nothing was ever installed', { '': {}, a, b: a }, undefined, ['a', 'b'])
  missing('one of another version', { a }, { a: { ...a, version: '1.0.1' } }, ['a'])
  missing('one of another content', { a }, { a: { ...a, integrity: 'sha512-b' } }, ['a'])
  missing('not one that nobody asks for any more', { a }, { a, old: a }, [])
  missing('not an optional one for another system', { a: { ...a, optional: true, os: 'darwin', cpu: 'x64' } }, {}, [])
  missing(
    'not an optional one for another processor',
    { a: { ...a, optional: true, os: ['linux'], cpu: ['arm64'] } },
    {},
    [],
  )
  missing('an optional one for this system', { a: { ...a, optional: true, os: 'linux', cpu: 'x64' } }, {}, ['a'])
  missing(
    'not one of several C libraries',
    { a: { ...a, optional: true, os: 'linux', cpu: 'x64', libc: ['musl'] } },
    {},
    [],
  )
  missing(
    'not an optional one that this system is barred from',
    { a: { ...a, optional: true, os: '!linux', cpu: 'x64' } },
    {},
    [],
  )
  missing(
    'an optional one that only another system is barred from',
    { a: { ...a, optional: true, os: '!win32', cpu: 'x64' } },
    {},
    ['a'],
  )
  missing(
    'an optional one that is installed in an old version',
    { a: { ...a, optional: true } },
    { a: { version: '0.9.0' } },
    ['a'],
  )
})
