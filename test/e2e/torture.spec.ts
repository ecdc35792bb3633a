import { expect, test } from './support/studio.ts'
import { killWhileMigrating } from './support/migration-torture.ts'
import { LOSS_MAX_MS, torture } from './support/torture.ts'
import type { Kill } from './support/torture.ts'
import { ACTIVITIES } from './support/torture-activities.ts'

/** `npm run torture` asks for 200, with a seed of its own if it is given one. */
const kills = Number(process.env['PALIMPSEST_KILLS'] ?? 20)
const seed = Number(process.env['PALIMPSEST_SEED'] ?? 1)

test.skip(process.platform !== 'linux', 'the processes to kill are found in /proc')

test(`killed ${kills} times while typing (seed ${seed}): at most a second of it is lost`, async ({ library }) => {
  test.setTimeout(60_000 + kills * 30_000)
  const all: Kill[] = []
  await torture(library, kills, seed, kill => {
    all.push(kill)
    const { victim, activity, isMet, typed, lost, lostMs } = kill
    const what = isMet ? activity : `${activity}, which was over: not counted`
    console.log(`  ${met(all).length}. ${victim} (${what}): ${typed} keys, ${lost} lost, ${lostMs} ms back`)
  })
  for (const name of ACTIVITIES) {
    const its = all.filter(({ activity }) => activity === name)
    console.log(`  ${name}: ${met(its).length} of ${its.length} kills met it`)
  }
  const typed = all.reduce((sum, kill) => sum + kill.typed, 0)
  const worst = Math.max(...all.map(kill => kill.lostMs))
  console.log(`  ${met(all).length} kills, ${typed} keys; at worst ${worst} ms of typing lost, ${LOSS_MAX_MS} allowed`)
  expect(met(all)).toHaveLength(kills)
  expect(typed).toBeGreaterThan(kills)
})

const met = (all: readonly Kill[]) => all.filter(({ isMet }) => isMet)

const migrations = Math.max(3, Math.round(kills / 10))
test(`killed ${migrations} times about a migration: it is made at the next start, no text is lost`, async ({
  library,
}) => {
  test.setTimeout(60_000 + migrations * 30_000)
  await killWhileMigrating(library, migrations, seed, ({ stage, afterMs, version, isMet }) => {
    const when = `${Math.round(afterMs)} ms after ${stage === 'backup' ? 'its backup began' : 'its backup was made'}`
    console.log(`  killed ${when}, at version ${version}${isMet ? '' : `: the ${stage} was over, not counted`}`)
  })
})
