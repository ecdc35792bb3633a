import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'

const at = (path: string) => resolve(import.meta.dirname, '../..', path)

/**
 * One at a time: each test is a whole studio with a model in it. One that fails is tried once more, since other work on a
 * small machine can keep it waiting; the summary of `npm test` tells how many needed it. Named screenshots stay in
 * test-results/ between runs.
 */
export default defineConfig({
  testDir: '.',
  outputDir: at('test-results/playwright'),
  globalSetup: './support/display.ts',
  workers: 1,
  retries: 1,
  forbidOnly: !!process.env['CI'],
  timeout: 120_000,
  expect: { timeout: 20_000 },
  globalTimeout: 60 * 60_000,
  reporter: [['list'], ['json', { outputFile: at('.palimpsest/test/playwright.json') }]],
})
