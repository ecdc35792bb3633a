import { argv } from 'node:process'
import { ensureDependencies } from './dependencies.mjs'
import { handOver } from './node.mjs'
import { answer, say } from './say.mjs'

/** `npm run setup [-- --electron]`: everything that the studio and its tests need, and nothing started. */
await answer(async () => {
  await ensureDependencies()
  return (await handOver(import.meta.url)) ?? setUp()
})

async function setUp() {
  const { prepareWindow } = await import('./prepare.mjs')
  const { electron } = await prepareWindow({ mayInstall: true, tryAgain: argv.includes('--electron') })
  say(`Ready: Node ${process.versions.node}, Electron ${electron}.`)
  return 0
}
