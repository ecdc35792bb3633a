import { describe, expect, it } from 'vitest'
import { aptChoice, aptNames, commandLine, installedIn, offeredIn } from '../../electron/setup/package-names.mjs'

/** Names that Debian 12 knows, and those that Debian 13 and Ubuntu 24.04 know instead. */
const renamed = ['libgtk-3-0', 'libasound2', 'libatk-bridge2.0-0']
const old = new Set(aptNames('window').filter(name => !name.endsWith('t64')))
const recent = new Set(aptNames('window').filter(name => !renamed.includes(name)))

describe('aptChoice', () => {
  it('takes the old names where only they are offered', () => {
    const { install, unknown } = aptChoice(new Set(), old, 'window')
    expect(install).toContain('libgtk-3-0')
    expect([install.filter(name => name.endsWith('t64')), unknown]).toEqual([[], []])
  })
  it('takes the new names where they are offered', () => {
    const { install, unknown } = aptChoice(new Set(), recent, 'window')
    expect(install).toEqual(expect.arrayContaining(renamed.map(name => `${name}t64`)))
    expect([install.filter(name => renamed.includes(name)), unknown]).toEqual([[], []])
  })
  it('takes the new name where both are offered', () => {
    expect(aptChoice(new Set(), new Set([...old, ...recent]), 'window').install).toContain('libasound2t64')
  })
  for (const [name, all] of [
    ['old', old],
    ['new', recent],
  ] as const) {
    it(`wants nothing where all is installed under the ${name} names`, () => {
      expect(aptChoice(all, new Set(), 'window')).toEqual({ install: [], unknown: [] })
    })
  }
  it('wants one package for each need that is open', () => {
    const installed = new Set([...old].filter(name => name !== 'xvfb' && name !== 'libasound2'))
    expect(aptChoice(installed, recent, 'window').install).toEqual(['xvfb', 'libasound2t64'])
  })
  it('names what is offered under no name by its oldest', () => {
    expect(aptChoice(new Set(), new Set(['g++', 'make']), 'compiler')).toEqual({
      install: ['g++', 'make'],
      unknown: ['python3'],
    })
  })
})

describe('what the tools of Debian print', () => {
  const policy = [
    'xvfb:\n  Installed: (none)\n  Candidate: 2:21.1.7\n  Version table:\n     2:21.1.7 500\n        500 http://mirror main\n',
    'libasound2:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n',
    'g++:\n  Installed: 4:12\n  Candidate: 4:12\n  Version table:\n *** 4:12 500\n',
  ].join('')
  it('offers what has a candidate', () => expect([...offeredIn(policy)]).toEqual(['xvfb', 'g++']))
  it('offers nothing where nothing is known', () => expect([...offeredIn('')]).toEqual([]))
  it('tells installed packages from removed ones', () => {
    expect([...installedIn('xvfb installed\nlibgbm1 config-files\nlibnss3 installed\n')]).toEqual(['xvfb', 'libnss3'])
  })
})

describe('commandLine', () => {
  it('names only what is missing', () =>
    expect(commandLine('apt', 'window', ['xvfb'])).toBe('sudo apt-get install -y xvfb'))
  for (const manager of ['apt', 'dnf', 'pacman'] as const) {
    it(`has a name for every need of ${manager}`, () =>
      expect(commandLine(manager, 'window').split(' ')).not.toContain(''))
  }
})
