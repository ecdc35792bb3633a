import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '../../../electron/engine/random.ts'
import { killStudio, launch } from './launch.ts'
import type { Running } from './launch.ts'
import { expectSound, expectSoundBackups } from './sound.ts'
import { activities, ACTIVITIES, expectWhole } from './torture-activities.ts'
import type { Activity } from './torture-activities.ts'
import { newDocument, text } from './writing.ts'

/** Which process is killed first. The rest goes with it, or a moment later. */
export type Victim = 'renderer' | 'engine' | 'main'
/** What one kill left. `lostMs`: how long before the kill the oldest key that is missing was pressed; 0 if none is. */
export type Kill = Readonly<{ victim: Victim; activity: Activity; typed: number; lost: number; lostMs: number }>

/** A key, and when the page had it: `Infinity` while it is on its way, so that it may have come through or not. */
type Key = { text: string; atMs: number }

/** How much typing may be lost. */
export const LOSS_MAX_MS = 1000
const VICTIMS: readonly Victim[] = ['renderer', 'engine', 'main']

/**
 * Types in a studio on `library`, alone or while something else goes on, and kills one of its processes in the middle of
 * it, `kills` times, each time opening it again. Victims and moments come from `seed`. Checks after each that the file is
 * sound, that imports and replacements are whole, that what is there is a beginning of what was typed, and that nothing is
 * missing that was typed more than a second before.
 */
export async function torture(library: string, kills: number, seed: number, onKill: (kill: Kill) => void) {
  const random = seeded(seed)
  let running = await launch(library)
  await newDocument(running.page, [])
  await pause(1500)
  let before = await written(running.page)
  for (let count = 0; count < kills; count++) {
    const victim = VICTIMS[count % VICTIMS.length]!
    const activity = ACTIVITIES[Math.floor(count / VICTIMS.length) % ACTIVITIES.length]!
    await activities[activity](running, library)
    const { keys, atMs } = await typeUntilKilled(running, victim, 200 + random() * 4000, random)
    expectSound(library, expectWhole)
    expectSoundBackups(library)
    running = await launch(library)
    const after = await written(running.page)
    const all = before + keys.map(key => key.text).join('')
    const same = agreement(all, after)
    expect(after.slice(same), `after “${all.slice(Math.max(0, same - 20), same)}” was typed ${all.slice(same)}`).toBe(
      '',
    )
    const lost = keys.slice(after.length - before.length).filter(key => key.atMs !== Infinity)
    const lostMs = lost.length > 0 ? atMs - lost[0]!.atMs : 0
    onKill({ victim, activity, typed: keys.length, lost: lost.length, lostMs })
    expect(after.length, 'what was there before is there again').toBeGreaterThanOrEqual(before.length)
    expect(lostMs, `typing lost by killing ${victim} (${activity})`).toBeLessThanOrEqual(LOSS_MAX_MS)
    before = after
  }
  await killStudio(running.main)
}

/** Types at the end of the page until, after about `afterMs`, the victim has been killed. `atMs`: when typing ended. */
async function typeUntilKilled(running: Running, victim: Victim, afterMs: number, random: () => number) {
  const keys: Key[] = []
  const { page, main } = running
  await text(page).focus()
  await page.keyboard.press('Control+End')
  let atMs = Infinity
  const killing = pause(afterMs).then(async () => {
    const pid = victim === 'main' ? undefined : processOf(main.pid!, victim)
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
    // Typing goes on without an engine, so what counts is when the rest dies.
    if (victim === 'engine') await pause(300 + random() * 700)
    atMs = Date.now()
    if (victim === 'renderer') await pause(random() * 400)
    await killStudio(main)
  })
  try {
    while (atMs === Infinity) {
      const key: Key = { text: nextKey(random), atMs: Infinity }
      keys.push(key)
      await page.keyboard.press(key.text === '\n' ? 'Enter' : key.text)
      key.atMs = Date.now()
      await pause(random() * 60)
    }
  } catch (error) {
    // The page is gone in the middle of a key.
    if (atMs === Infinity && victim !== 'renderer') throw error
  }
  await killing
  return { keys, atMs }
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

/** The process below `main` that is its page or its engine. Linux only: it is read off /proc. */
function processOf(main: number, victim: 'renderer' | 'engine'): number | undefined {
  const mark = victim === 'renderer' ? '--type=renderer' : '--utility-sub-type=node.mojom.NodeService'
  return below(main).find(pid => readSafely(`/proc/${pid}/cmdline`).includes(mark))
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
