import { argv } from 'node:process'
import { honest, none, sum } from './counts.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { forget, readKept } from './kept-json.mjs'
import { handOver, ourEnv, ourNode } from './node.mjs'
import { runShown } from './run.mjs'
import { SetupError, answer } from './say.mjs'
import { chooseStages } from './stages.mjs'
import { ensureReaders } from './system-packages.mjs'

/** Longer than Playwright lets its own run last: it tells more of what was still to come. */
const STAGE_LIMIT_MS = 65 * 60_000

/** `npm test [-- STAGE…]`: the set-up, then every check; its last line is `N passed, N failed`. */
await answer(async () => {
  await ensureDependencies()
  return (await handOver(import.meta.url)) ?? check()
})

/** A stage that fails does not keep the others from being run. */
async function check() {
  const choice = chooseStages(argv.slice(2))
  if ('complaint' in choice) throw new SetupError(choice.complaint)
  const { prepareWindow } = await import('./prepare.mjs')
  await prepareWindow({ mayInstall: true, build: false })
  await ensureReaders()
  const results = []
  for (const stage of choice.chosen) results.push(await result(stage))
  const { passed, failed, skipped, unsteady } = sum(results.map(({ counts }) => counts))
  console.log()
  for (const { line } of results) console.log(line)
  if (skipped > 0) console.log(`${skipped} skipped`)
  if (unsteady > 0) console.log(`${unsteady} of the passed ones failed at first and passed when tried again`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
}

/**
 * @param {import('./stages.mjs').Stage} stage
 * @returns {Promise<{ counts: import('./counts.mjs').Counts; line: string }>}
 */
async function result({ title, commands, report, counts: read, lacking }) {
  console.log(`\n${title}`)
  if (report) forget(report)
  const began = performance.now()
  const code = await runAll(commands)
  if (code === lacking) return { counts: { ...none, skipped: 1 }, line: `${title}: skipped` }
  const found = report && readKept(report)
  const counts = honest(read && found ? read(found) : null, code)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const told = read ? `${counts.passed} passed, ${counts.failed} failed` : code === 0 ? 'clean' : 'failed'
  return { counts, line: `${title}: ${told} (${seconds} s)` }
}

/**
 * @param {import('./stages.mjs').Stage['commands']} commands
 * @returns {Promise<number>} the exit code of the first that fails, or 0
 */
async function runAll(commands) {
  for (const [command, ...args] of commands) {
    const code = await runShown(command === 'node' ? ourNode() : command, args, {
      env: ourEnv(),
      limitMs: STAGE_LIMIT_MS,
    })
    if (code !== 0) return code
  }
  return 0
}
