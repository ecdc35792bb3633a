import { expect, test } from './support/studio.ts'
import { killWhileMigrating } from './support/migration-torture.ts'
import { LOSS_MAX_MS, torture } from './support/torture.ts'
import type { Kill } from './support/torture.ts'

/** `npm run torture` asks for 200, with a seed of its own if it is given one. */
const kills = Number(process.env['PALIMPSEST_KILLS'] ?? 20)
const seed = Number(process.env['PALIMPSEST_SEED'] ?? 1)

test.skip(process.platform !== 'linux', 'the processes to kill are found in /proc')

test(`killed ${kills} times while typing (seed ${seed}): at most a second of it is lost`, async ({ library }) => {
  test.setTimeout(60_000 + kills * 30_000)
  const done: Kill[] = []
  await torture(library, kills, seed, kill => {
    done.push(kill)
    console.log(
      `  ${done.length}. ${kill.victim} (${kill.activity}): ${kill.typed} keys, ${kill.lost} lost, ${kill.lostMs} ms back`,
    )
  })
  const typed = done.reduce((sum, kill) => sum + kill.typed, 0)
  const worst = Math.max(...done.map(kill => kill.lostMs))
  console.log(`  ${done.length} kills, ${typed} keys; at worst ${worst} ms of typing lost, ${LOSS_MAX_MS} allowed`)
  expect(typed).toBeGreaterThan(kills)
})

const migrations = Math.max(3, Math.round(kills / 10))
test(`killed ${migrations} times about a migration: it is made at the next start, no text is lost`, async ({
  library,
}) => {
  test.setTimeout(60_000 + migrations * 30_000)
  await killWhileMigrating(library, migrations, seed, (afterMs, version) =>
    console.log(`  killed ${Math.round(afterMs)} ms after its backup began, at version ${version}`),
  )
})
