import { expect, test } from './support/studio.ts'
import { LOSS_MAX_MS, torture } from './support/torture.ts'
import type { Kill } from './support/torture.ts'

/** `npm run torture` asks for 200, with a seed of its own if it is given one. */
const kills = Number(process.env['PALIMPSEST_KILLS'] ?? 6)
const seed = Number(process.env['PALIMPSEST_SEED'] ?? 1)

test(`killed ${kills} times while typing (seed ${seed}): at most a second of it is lost`, async ({ library }) => {
  test.skip(process.platform !== 'linux', 'the processes to kill are found in /proc')
  test.setTimeout(60_000 + kills * 20_000)
  const done: Kill[] = []
  await torture(library, kills, seed, kill => {
    done.push(kill)
    console.log(`  ${done.length}. ${kill.victim}: ${kill.typed} keys, ${kill.lost} lost, ${kill.lostMs} ms back`)
  })
  const typed = done.reduce((sum, kill) => sum + kill.typed, 0)
  const worst = Math.max(...done.map(kill => kill.lostMs))
  console.log(`  ${done.length} kills, ${typed} keys; at worst ${worst} ms of typing lost, ${LOSS_MAX_MS} allowed`)
  expect(typed).toBeGreaterThan(kills)
})
