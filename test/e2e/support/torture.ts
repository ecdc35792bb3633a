import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '../../../electron/engine/random.ts'
import { closeStudio, killStudio, launch } from './launch.ts'
import type { Running } from './launch.ts'
import { expectSound, expectSoundBackups } from './sound.ts'
import { ACTIVITIES, activity, expectWhole, prepareTexts } from './torture-activities.ts'
import type { ActivityName } from './torture-activities.ts'
import { longPassage, newDocument, saved, text } from './writing.ts'

/** Which process is killed first. The rest goes with it, or a moment later. */
export type Victim = 'renderer' | 'engine' | 'main'
/**
 * What one kill left. `isMet`: it came while the activity went on; one that did not is made again. `lostMs`: how long before
 * the kill the oldest key that is missing was pressed; 0 if none is.
 */
export type Kill = Readonly<{
  victim: Victim
  activity: ActivityName
  isMet: boolean
  typed: number
  lost: number
  lostMs: number
}>

/** A key, and when the page had it: `Infinity` while it is on its way, so that it may have come through or not. */
type Key = { text: string; atMs: number }

/** How much typing may be lost. */
export const LOSS_MAX_MS = 1000
const VICTIMS: readonly Victim[] = ['renderer', 'engine', 'main']

/**
 * Types in a studio on `library` and kills one of its processes in the middle of it, alone or while something else goes on,
 * until `kills` have met that, each time opening it again. Victims and moments come from `seed`. Checks after each kill that
 * the file is sound, that imports and replacements are whole, that what is there is a beginning of what was typed, and that
 * nothing is missing that was typed more than a second before.
 */
export async function torture(library: string, kills: number, seed: number, onKill: (kill: Kill) => void) {
  const random = seeded(seed)
  let running = await begun(library)
  let before = await written(running.page)
  let missed = 0
  for (let met = 0; met < kills;) {
    const victim = VICTIMS[met % VICTIMS.length]!
    const name = ACTIVITIES[Math.floor(met / VICTIMS.length) % ACTIVITIES.length]!
    const { keys, atMs, sinceMs, wentOn } = await typeUntilKilled(running, library, victim, name, random)
    const isMet = expectSound(library, db => {
      expectWhole(db)
      return wentOn && activity(name).isMet({ db, library, sinceMs })
    })!
    expectSoundBackups(library)
    running = await launch(library)
    const after = await written(running.page)
    const all = before + keys.map(key => key.text).join('')
    const same = agreement(all, after)
    expect(after.slice(same), `after “${all.slice(Math.max(0, same - 20), same)}” was typed ${all.slice(same)}`).toBe(
      '',
    )
    const lost = keys.slice(after.length - before.length).filter(key => key.atMs !== Infinity)
    const lostMs = lost.length > 0 ? Math.max(0, atMs - lost[0]!.atMs) : 0
    onKill({ victim, activity: name, isMet, typed: keys.length, lost: lost.length, lostMs })
    expect(after.length, 'what was there before is there again').toBeGreaterThanOrEqual(before.length)
    expect(lostMs, `typing lost by killing ${victim} (${name})`).toBeLessThanOrEqual(LOSS_MAX_MS)
    before = after
    if (isMet) met++
    else missed++
    expect(missed, 'kills that came when what they were to meet was over').toBeLessThanOrEqual(kills)
  }
  await killStudio(running.main)
}

/** A studio with all that the activities need, and a page that begins with the passage for the runs. */
async function begun(library: string): Promise<Running> {
  const first = await launch(library)
  await newDocument(first.page, [longPassage, ''])
  await saved(first.page)
  await prepareTexts(first.page)
  await closeStudio(first)
  return launch(library)
}

/**
 * Types at the end of the page, begins the activity, types on if that goes, until the victim has been killed. `sinceMs`: when
 * the activity began; `wentOn`: whether it still did right before the kill, as far as that can be seen; `atMs`: when typing
 * ended.
 */
async function typeUntilKilled(
  running: Running,
  library: string,
  victim: Victim,
  name: ActivityName,
  random: () => number,
) {
  const { begin, spanMs, types, goesOn } = activity(name)
  const keys: Key[] = []
  const { page, main } = running
  await toEnd(page)
  const beginMs = Date.now() + 200 + random() * 1500
  await typeWhile(page, keys, random, () => Date.now() < beginMs)
  // Only a run notices that the engine has gone; everything else is to be met without one.
  if (victim === 'engine' && name !== 'run') killPart(main.pid!, 'engine')
  const sinceMs = Date.now()
  await begin(running, library)
  let atMs = Infinity
  let wentOn = true
  const killing = pause(random() * spanMs).then(async () => {
    wentOn = goesOn?.({ library, sinceMs }) ?? true
    if (victim === 'renderer') killPart(main.pid!, 'renderer')
    if (victim === 'engine' && name === 'run') {
      killPart(main.pid!, 'engine')
      // Typing goes on without an engine, so what counts is when the rest dies.
      await pause(300 + random() * 700)
    }
    atMs = Date.now()
    if (victim === 'renderer') await pause(random() * Math.min(400, spanMs))
    await killStudio(main)
  })
  try {
    if (types) {
      await toEnd(page)
      await typeWhile(page, keys, random, () => atMs === Infinity)
    }
  } catch (error) {
    // The page is gone in the middle of a key.
    if (atMs === Infinity && victim !== 'renderer') throw error
  }
  await killing
  return { keys, atMs, sinceMs, wentOn }
}

async function toEnd(page: Page): Promise<void> {
  await text(page).focus()
  await page.keyboard.press('Control+End')
}

async function typeWhile(page: Page, keys: Key[], random: () => number, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    const key: Key = { text: nextKey(random), atMs: Infinity }
    keys.push(key)
    await page.keyboard.press(key.text === '\n' ? 'Enter' : key.text)
    key.atMs = Date.now()
    await pause(random() * 60)
  }
}

/** How many characters two texts have in common at their beginning. */
function agreement(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

function nextKey(random: () => number): string {
  const draw = random()
  if (draw < 0.01) return '\n'
  return draw < 0.16 ? ' ' : 'abcdefghijklmnopqrstuvwxyz'[Math.floor(random() * 26)]!
}

/** The document's text, blocks parted by line breaks. */
async function written(page: Page): Promise<string> {
  await expect(text(page)).toBeVisible()
  const blocks = await text(page).evaluate(root => Array.from(root.children, block => block.textContent))
  return blocks.join('\n').replaceAll('\u00a0', ' ')
}

/** Kills the process below `main` that is its page or its engine, if there is one. Linux only: it is found in /proc. */
function killPart(main: number, part: 'renderer' | 'engine'): void {
  const mark = part === 'renderer' ? '--type=renderer' : '--utility-sub-type=node.mojom.NodeService'
  const pid = below(main).find(each => readSafely(`/proc/${each}/cmdline`).includes(mark))
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
}

function below(parent: number): number[] {
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  const parents = new Map(
    all.map(pid => [Number(pid), Number(/\) \S (\d+)/.exec(readSafely(`/proc/${pid}/stat`))?.[1])]),
  )
  const children = (of: number): number[] =>
    [...parents].filter(([, its]) => its === of).flatMap(([pid]) => [pid, ...children(pid)])
  return children(parent)
}

/** The file's content; nothing if the process has gone meanwhile. */
function readSafely(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
