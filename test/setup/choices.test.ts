import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { benchChoice } from '../../electron/setup/bench-choice.mjs'
import { viteReason } from '../../electron/setup/build.mjs'
import { isOldForNpm, wasCutShort } from '../../electron/setup/dependencies.mjs'
import { hasDisplay } from '../../electron/setup/display.mjs'
import { npmReason } from '../../electron/setup/npm.mjs'
import { flagsFor } from '../../electron/setup/sandbox.mjs'
import { SetupError, refuseOldNode, sentenceFor } from '../../electron/setup/say.mjs'
import { forOlderRuntime, gypReason } from '../../electron/setup/sqlite.mjs'
import { chooseStages, stages } from '../../electron/setup/stages.mjs'

describe('benchChoice', () => {
  const known = ['editor', 'passes', 'run']
  const chooses = (args: string[], expected: object) =>
    it(`of ${args.join(' ')}`, () => expect(benchChoice(args, known)).toEqual(expected))
  const complains = (args: string[], of: RegExp) =>
    it(`but not of ${args.join(' ')}`, () => expect(JSON.stringify(benchChoice(args, known))).toMatch(of))
  chooses(['editor'], { name: 'editor', args: [], windowed: true })
  chooses(['--json', 'run', '--runs', '3'], { name: 'run', args: ['--json', '--runs', '3'], windowed: true })
  chooses(['passes', '--json'], { name: 'passes', args: ['--json'], windowed: false })
  complains(['--json'], /Which bench\? There are: editor, passes, run/)
  complains(['speed'], /no bench named speed.*editor/)
})

describe('chooseStages', () => {
  const titles = (names: string[]) => {
    const choice = chooseStages(names)
    return 'chosen' in choice ? choice.chosen.map(({ title }) => title) : choice.complaint
  }
  it('takes all, if none is named', () => expect(titles([])).toHaveLength(Object.keys(stages).length))
  it('keeps their order', () =>
    expect(titles(['e2e', 'types'])).toEqual([stages['types']?.title, stages['e2e']?.title]))
  it('refuses one that there is not', () => expect(titles(['units'])).toMatch(/no stage named units/))
})

describe('hasDisplay', () => {
  const shows = (name: string, variables: NodeJS.ProcessEnv, system: NodeJS.Platform, shown: boolean) =>
    it(name, () => expect(hasDisplay(variables, system)).toBe(shown))
  shows('not on Linux without one', {}, 'linux', false)
  shows('not on Linux with an empty one', { DISPLAY: '' }, 'linux', false)
  shows('with X11', { DISPLAY: ':0' }, 'linux', true)
  shows('with Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true)
  shows('on macOS always', {}, 'darwin', true)
})

describe('the sandbox is left on', () => {
  const off = ['--no-sandbox']
  const flags = (name: string, facts: Parameters<typeof flagsFor>[0], expected: string[]) =>
    it(name, () => expect(flagsFor(facts)).toEqual(expected))
  flags('for a user where the kernel has namespaces', { root: false, helper: false, namespaces: true }, [])
  flags('for a user with the helper', { root: false, helper: true, namespaces: false }, [])
  flags('but not where nothing can make one', { root: false, helper: false, namespaces: false }, off)
  flags('but not for root', { root: true, helper: true, namespaces: true }, off)
})

describe('the reason of a failure', () => {
  it('is the first line of npm that says something', () => {
    const output =
      'npm warn EBADENGINE x\nnpm error code ENOTFOUND\nnpm error syscall connect\nnpm error network request failed\nnpm error A complete log\n'
    expect(npmReason(output)).toBe('network request failed')
  })
  it('is nothing where npm said nothing', () => expect(npmReason('')).toBe(''))
  it('is the first error of a compiler', () => {
    const output =
      "gyp info ok\n../src/a.cpp:3:9: warning: hm\n../src/a.cpp:4:1: error: expected ';'\nmake: *** [a.o] Error 1\ngyp ERR! not ok\n"
    expect(gypReason(output)).toBe("../src/a.cpp:4:1: error: expected ';'")
  })
  it('of a build is its error, without the stack', () => {
    const output =
      'vite v8 building\n✗ Build failed in 20ms\nerror during build:\nmain.ts:3:1: Unexpected token\n    at parse (x.js:1)\n'
    expect(viteReason(output)).toBe('error during build: / main.ts:3:1: Unexpected token')
  })
})

describe('an installation was cut short', () => {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-cut-'))
  const [begun, record] = [join(folder, 'begun'), join(folder, 'record')]
  writeFileSync(record, '')
  afterAll(() => rmSync(folder, { recursive: true }))
  const cut = (name: string, begunAtS: number | null, recordAtS: number, expected: boolean) =>
    it(name, () => {
      rmSync(begun, { force: true })
      if (begunAtS !== null) writeFileSync(begun, '')
      if (begunAtS !== null) utimesSync(begun, begunAtS, begunAtS)
      utimesSync(record, recordAtS, recordAtS)
      expect(wasCutShort(begun, record)).toBe(expected)
    })
  cut('if npm has not written its record since it began', 20, 10, true)
  cut('but not if npm went on by itself to its end', 10, 20, false)
  cut('but not if none was begun', null, 10, false)
})

describe('a failure that a person can mend', () => {
  const failure = (code: string) => Object.assign(new Error(code), { code, path: '/home/a/b' })
  it('is its own sentence', () => expect(sentenceFor(new SetupError('Do this.'))).toBe('Do this.'))
  it('of the disk is told with its place', () =>
    expect(sentenceFor(failure('ENOSPC'))).toMatch(/^\/home\/a\/b: .*make room/))
  it('is not one of the program', () => {
    expect([sentenceFor(new TypeError('x')), sentenceFor(failure('EBADF'))]).toEqual([null, null])
  })
  it('is a Node that is too old', () => {
    expect(() => refuseOldNode('18.20.1')).toThrow(/needs Node 20 or newer and this is Node 18\.20\.1/)
    expect(() => refuseOldNode('20.0.0')).not.toThrow()
  })
})

describe('npm would leave out native parts of our tools', () => {
  const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
    packages: Record<string, { engines?: { node?: string } }>
  }
  for (const version of ['20.0.0', '20.18.3', '21.7.0', '22.11.0']) {
    it(`under Node ${version}`, () => expect(isOldForNpm(version)).toBe(true))
  }
  for (const version of ['20.19.0', '20.20.2', '22.12.0', '23.1.0', '24.0.0', '26.1.0']) {
    it(`but not under Node ${version}`, () => expect(isOldForNpm(version)).toBe(false))
  }
  it('is told for what the bundler asks for', () => {
    expect(lock.packages['node_modules/@rolldown/binding-linux-x64-gnu']?.engines?.node).toBe('^20.19.0 || >=22.12.0')
  })
})

describe('forOlderRuntime', () => {
  const recipe = readFileSync(resolve(import.meta.dirname, '../../node_modules/better-sqlite3/binding.gyp'), 'utf8')
  it('asks for what the older runtime calls experimental', () => {
    const changed = forOlderRuntime(recipe)
    expect(changed).toContain("'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'")
    expect(changed).not.toContain('NAPI_VERSION=10')
  })
  it('refuses a recipe that it does not know', () =>
    expect(() => forOlderRuntime('{}')).toThrow(/is not built as it was/))
})
