import { argv, env } from 'node:process'

/**
 * `npm run torture [-- KILLS [SEED]]`: types in the studio and kills it, 200 times unless told otherwise. The seed is
 * drawn, and stands in the test's name, so that what failed can be tried again.
 */
const [kills = '200', seed = String(Date.now() % 100_000)] = argv.slice(2)
env.PALIMPSEST_KILLS = kills
env.PALIMPSEST_SEED = seed
argv.splice(2, argv.length, 'torture.spec')
await import('./e2e.mjs')
