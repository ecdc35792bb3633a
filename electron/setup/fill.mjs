import { argv, cwd, env } from 'node:process'
import { ensureDependencies } from './dependencies.mjs'
import { ourEnv, ourNode } from './node.mjs'
import { inRoot } from './places.mjs'
import { passThrough } from './run.mjs'
import { answer } from './say.mjs'

/** `npm run fill -- …`: the engine in a terminal. Files are named from where the caller stands, not from the repository. */
await answer(async () => {
  await ensureDependencies()
  return passThrough(ourNode(), [inRoot('electron', 'cli', 'fill.ts'), ...argv.slice(2)], {
    cwd: env['INIT_CWD'] ?? cwd(),
    env: ourEnv(),
  })
})
