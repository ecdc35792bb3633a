import { argv } from 'node:process'
import { ensureDependencies } from './dependencies.mjs'
import { handOver, ourEnv, ourNode } from './node.mjs'
import { inRoot } from './places.mjs'
import { passThrough } from './run.mjs'
import { answer } from './say.mjs'

/** `npm run e2e [-- PLAYWRIGHT ARGUMENTS]`: the end-to-end tests alone, on a fresh build. */
await answer(async () => {
  await ensureDependencies()
  return (await handOver(import.meta.url)) ?? drive()
})

async function drive() {
  const { prepareWindow } = await import('./prepare.mjs')
  await prepareWindow({ mayInstall: true })
  const playwright = inRoot('node_modules', '@playwright', 'test', 'cli.js')
  const config = inRoot('test', 'e2e', 'playwright.config.ts')
  return passThrough(ourNode(), [playwright, 'test', '-c', config, ...argv.slice(2)], { env: ourEnv() })
}
