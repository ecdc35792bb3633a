import { test as base } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { closeStudio, killStudio, launch } from './launch.ts'
import type { LaunchOptions, Running } from './launch.ts'

export { expect } from '@playwright/test'

const results = resolve(import.meta.dirname, '../../../test-results')

/** A test's hold on a studio. `app` and `page` are those of the latest launch. */
export type Studio = Running &
  Readonly<{
    /** Saves what the window shows as test-results/NAME.png. */
    shot: (name: string) => Promise<void>
    /** Quits and starts again on the same library; `kill` leaves the first no time to save. */
    relaunch: (options?: LaunchOptions & Readonly<{ kill?: boolean }>) => Promise<void>
    close: () => Promise<void>
    kill: () => Promise<void>
  }>

type Fixtures = {
  /** This test's own library folder, empty: what is put there before `launch` is what the studio opens. */
  library: string
  /** Starts a studio on `library`. All that are still there at the end of the test are killed. */
  launch: (options?: LaunchOptions) => Promise<Studio>
  /** A studio started on an empty library. */
  studio: Studio
}

export const test = base.extend<Fixtures>({
  // Playwright reads what a fixture depends on off its first parameter, which must be a pattern.
  library: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'palimpsest-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  launch: async ({ library }, use, testInfo) => {
    const all: Running[] = []
    await use(async options => {
      const first = await launch(library, options)
      all.push(first)
      return hold(first, library, running => all.push(running))
    })
    for (const { main } of all) await killStudio(main)
    const said = all.map(({ lines }) => lines.join('\n')).join('\n--- relaunched ---\n')
    if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('studio.log', { body: said })
  },
  studio: async ({ launch }, use) => use(await launch()),
})

function hold(first: Running, library: string, onLaunch: (running: Running) => void): Studio {
  let current = first
  const close = () => closeStudio(current)
  const kill = () => killStudio(current.main)
  return {
    get app() {
      return current.app
    },
    get main() {
      return current.main
    },
    get page() {
      return current.page
    },
    get lines() {
      return current.lines
    },
    close,
    kill,
    async shot(name) {
      await current.page.screenshot({ path: join(results, `${name}.png`) })
    },
    async relaunch({ kill: atOnce = false, ...options } = {}) {
      await (atOnce ? kill() : close())
      current = await launch(library, options)
      onLaunch(current)
    },
  }
}
