import { existsSync, readdirSync } from 'node:fs'
import { argv } from 'node:process'
import { benchChoice } from './bench-choice.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { hasDisplay, openDisplay } from './display.mjs'
import { handOver, ourEnv, ourNode } from './node.mjs'
import { ensureParent } from './parent.mjs'
import { inRoot } from './places.mjs'
import { passThrough } from './run.mjs'
import { SetupError, answer } from './say.mjs'

/** `npm run bench -- NAME …`: one of test/bench, with all that it needs set up first. */
await answer(async () => {
  await ensureDependencies()
  return (await handOver(import.meta.url)) ?? measure()
})

async function measure() {
  const choice = benchChoice(argv.slice(2), benches())
  if ('complaint' in choice) throw new SetupError(choice.complaint)
  if (choice.name === 'engine') await ensureParent()
  if (choice.windowed) {
    const { prepareWindow } = await import('./prepare.mjs')
    await prepareWindow({ mayInstall: true })
  }
  const display = choice.windowed && !hasDisplay() ? await openDisplay() : null
  const env = { ...ourEnv(), ...(display && { DISPLAY: display.name }) }
  try {
    return await passThrough(ourNode(), [inRoot('test', 'bench', `${choice.name}.ts`), ...choice.args], { env })
  } finally {
    display?.close()
  }
}

/** A bench is a file of that folder with a one-word name; what they share has a longer one. */
function benches() {
  const folder = inRoot('test', 'bench')
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files.filter(file => /^[a-z]+\.ts$/.test(file)).map(file => file.slice(0, -3))
}
