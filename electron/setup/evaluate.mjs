import { argv } from 'node:process'
import { ensureDependencies } from './dependencies.mjs'
import { ourEnv, ourNode } from './node.mjs'
import { ensureParent } from './parent.mjs'
import { inRoot } from './places.mjs'
import { passThrough } from './run.mjs'
import { answer } from './say.mjs'

/** `npm run evaluate -- …`: how well the engine writes, judged by the starter's parent. */
await answer(async () => {
  await ensureDependencies()
  await ensureParent()
  return passThrough(ourNode(), [inRoot('test', 'evaluate', 'evaluate.ts'), ...argv.slice(2)], { env: ourEnv() })
})
