import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readKept } from './kept-json.mjs'
import { say } from './say.mjs'

/** @typedef {{ token: string; pid: number; host: string; child: number | null }} Holder */
/** @typedef {Readonly<{ holder: Holder | undefined; beat: number }>} Seen */

const BEAT_MS = 1000
/** A holder that has shown no life for as long as this while someone watched is gone, whatever its process id says. */
const SILENCE_MS = 30_000
/** How long a child that outlived its killed parent is waited for. */
const ORPHAN_MS = 180_000

/**
 * Does `work` while no other process does its own under the same lock. `work` may name the child that must have ended
 * before anyone else begins, even if this process is killed.
 * @template T
 * @param {string} file
 * @param {(nameChild: (pid: number) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  const holder = { token: randomUUID(), pid: process.pid, host: hostname(), child: /** @type {number | null} */ (null) }
  await take(file, holder)
  const beating = setInterval(() => beat(file), BEAT_MS)
  try {
    return await work(child => writeFileSync(file, JSON.stringify({ ...holder, child })))
  } finally {
    clearInterval(beating)
    if (holderOf(file)?.token === holder.token) rmSync(file, { force: true })
  }
}

/**
 * @param {string} file
 * @param {Holder} holder
 */
async function take(file, holder) {
  mkdirSync(dirname(file), { recursive: true })
  let watched = { beat: NaN, token: '', sinceMs: performance.now() }
  for (let waits = 0; ; waits++) {
    if (tryTake(file, holder)) return
    const seen = look(file)
    if (!seen) continue
    const token = seen.holder?.token ?? ''
    const now = performance.now()
    if (seen.beat !== watched.beat || token !== watched.token) watched = { beat: seen.beat, token, sinceMs: now }
    if (isGone(seen.holder, now - watched.sinceMs)) {
      breakLock(file, token)
      continue
    }
    if (waits === 0) say('Another set-up is under way; waiting for it.')
    await pause(200)
  }
}

/**
 * Whether a holder that has not shown life for `silentMs` will not come back.
 * @param {Holder | undefined} holder
 * @param {number} silentMs
 */
export function isGone(holder, silentMs) {
  if (holder?.host === hostname() && !isAlive(holder.pid)) {
    return holder.child === null || !isAlive(holder.child) || silentMs > ORPHAN_MS
  }
  return silentMs > SILENCE_MS
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/**
 * @param {string} file
 * @param {Holder} holder
 */
function tryTake(file, holder) {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes the lock that holds `token`. Another watcher may have done so just now and taken the lock: then what was
 * moved away is theirs, and goes back.
 * @param {string} file
 * @param {string} token
 */
function breakLock(file, token) {
  const aside = `${file}.${randomUUID()}`
  const moved = unlessMissing(() => renameSync(file, aside))
  if (!moved) return
  if ((holderOf(aside)?.token ?? '') === token) rmSync(aside)
  else renameSync(aside, file)
}

/** @param {string} file */
const holderOf = file => /** @type {Holder | undefined} */ (readKept(file))

/**
 * @param {string} file
 * @returns {Seen | null}
 */
function look(file) {
  /** @type {Seen | null} */
  let seen = null
  unlessMissing(() => (seen = { beat: statSync(file).mtimeMs, holder: holderOf(file) }))
  return seen
}

/** @param {string} file */
function beat(file) {
  const now = new Date()
  unlessMissing(() => utimesSync(file, now, now))
}

/** @param {() => void} act */
function unlessMissing(act) {
  try {
    act()
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return false
    throw error
  }
}
