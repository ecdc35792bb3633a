import { argv } from 'node:process'
import { ensureDependencies } from './dependencies.mjs'
import { hasDisplay } from './display.mjs'
import { handOver } from './node.mjs'
import { passThrough } from './run.mjs'
import { SetupError, answer } from './say.mjs'

/** `npm start`: from a fresh clone to the open studio. */
await answer(async () => {
  if (!hasDisplay()) {
    const instead = 'npm run fill -- STORY.md --match "the sentence to rewrite"'
    throw new SetupError(`The studio needs a display and there is none here; in a terminal, use: ${instead}`)
  }
  await ensureDependencies()
  return (await handOver(import.meta.url)) ?? open()
})

async function open() {
  const { prepareWindow } = await import('./prepare.mjs')
  const { launchOf } = await import('./runtime.mjs')
  const { executable, args, env } = launchOf(await prepareWindow())
  return passThrough(executable, [...args, ...argv.slice(2)], { env })
}
