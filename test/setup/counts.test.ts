import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { honest, none, playwrightCounts, sum, vitestCounts } from '../../electron/setup/counts.mjs'

const root = resolve(import.meta.dirname, '../..')
/** In the repository, so that the runners are found from there; ignored by git. */
const folder = join(root, '.palimpsest', 'test', `counts-${process.pid}`)

const body = (from: string) => `
  import { expect, test } from '${from}'
  test('passes', () => expect(1).toBe(1))
  test('passes too', () => expect(1).toBe(1))
  test('fails', () => expect(1).toBe(2))
  test.skip('is skipped', () => {})`
const unsteady = `
  import { expect, test } from '@playwright/test'
  test('passes when tried again', ({}, { retry }) => expect(retry).toBe(1))`

beforeAll(() => {
  for (const [part, from] of [
    ['vitest', 'vitest'],
    ['playwright', '@playwright/test'],
  ] as const) {
    mkdirSync(join(folder, part), { recursive: true })
    writeFileSync(join(folder, part, 'mixed.test.ts'), body(from))
    writeFileSync(join(folder, part, 'broken.test.ts'), `throw new Error('cannot be loaded')`)
  }
  writeFileSync(join(folder, 'vitest', 'vitest.config.ts'), 'export default {}')
  writeFileSync(join(folder, 'playwright', 'playwright.config.ts'), `export default { outputDir: './out' }`)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The report of a real run; its exit code is never 0, since a test fails. */
function report(part: string, program: string, ...args: string[]): unknown {
  const file = join(folder, `${part}.json`)
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, NO_COLOR: '1' }
  spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: join(folder, part),
    env,
    timeout: 60_000,
  })
  return JSON.parse(readFileSync(file, 'utf8'))
}

describe('counts of a real run', () => {
  it('of vitest: a file that cannot be loaded is a failure', () => {
    const found = report(
      'vitest',
      'vitest/vitest.mjs',
      'run',
      '--reporter=json',
      `--outputFile=${join(folder, 'vitest.json')}`,
    )
    expect(vitestCounts(found)).toEqual({ passed: 2, failed: 2, skipped: 1, unsteady: 0 })
  })
  it('of Playwright: a file that cannot be loaded is a failure', () => {
    expect(
      playwrightCounts(report('playwright', '@playwright/test/cli.js', 'test', '--reporter=json')).failed,
    ).toBeGreaterThan(0)
    rmSync(join(folder, 'playwright', 'broken.test.ts'))
    const found = report('playwright', '@playwright/test/cli.js', 'test', '--reporter=json')
    expect(playwrightCounts(found)).toEqual({ passed: 2, failed: 1, skipped: 1, unsteady: 0 })
  })
  it('of Playwright: one that passes when tried again has passed, and is told', () => {
    rmSync(join(folder, 'playwright', 'mixed.test.ts'))
    writeFileSync(join(folder, 'playwright', 'unsteady.test.ts'), unsteady)
    const found = report('playwright', '@playwright/test/cli.js', 'test', '--reporter=json', '--retries=1')
    expect(playwrightCounts(found)).toEqual({ passed: 1, failed: 0, skipped: 0, unsteady: 1 })
  })
})

describe('honest', () => {
  const good = { passed: 3, failed: 0, skipped: 0, unsteady: 0 }
  it('leaves a success as it is', () => expect(honest(good, 0)).toEqual(good))
  it('counts a failure that no report tells', () => expect(honest(good, 1).failed).toBe(1))
  it('counts a stage that left no report', () => expect(honest(null, 1)).toEqual({ ...none, failed: 1 }))
  it('does not count a told failure twice', () => expect(honest({ ...good, failed: 2 }, 1).failed).toBe(2))
})

it('sums', () => {
  const one = { passed: 1, failed: 2, skipped: 3, unsteady: 4 }
  expect(sum([one, one, one])).toEqual({ passed: 3, failed: 6, skipped: 9, unsteady: 12 })
  expect(sum([])).toEqual(none)
})
