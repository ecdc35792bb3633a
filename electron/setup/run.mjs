import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { logFile, root, shown } from './places.mjs'
import { Interrupted, SetupError, leaveBy, say } from './say.mjs'

/** @typedef {Readonly<{ code: number | null; signal: NodeJS.Signals | null; output: string }>} Ended */
/** @typedef {Readonly<{ cwd?: string; env?: NodeJS.ProcessEnv; limitMs?: number; started?: (pid: number) => void }>} RunOptions */

/** @type {readonly NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a step of the set-up, its output kept in the log of that name. Past `limitMs` it is killed.
 * @param {string} name
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<Ended>}
 * @throws {Interrupted} when a signal to the set-up ended it
 */
export async function runLogged(name, command, args, options = {}) {
  const file = logFile(name)
  mkdirSync(dirname(file), { recursive: true })
  const log = openSync(file, 'w')
  try {
    const ended = await ending(command, args, ['ignore', log, log], options)
    return { ...ended, output: stripVTControlCharacters(readFileSync(file, 'utf8')) }
  } finally {
    closeSync(log)
  }
}

/**
 * As `runLogged`, and anything but success is a failure that `sentence` tells, with the log's own reason after it.
 * @param {string} name
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions & Readonly<{ sentence: string; reason?: (output: string) => string }>} options
 * @throws {SetupError}
 */
export async function mustRun(name, command, args, { sentence, reason = lastLine, ...options }) {
  const { code, output } = await runLogged(name, command, args, options)
  if (code === 0) return
  throw new SetupError(`${sentence} It said: ${reason(output) || 'nothing'} (all of it: ${shown(logFile(name))}).`)
}

/**
 * Runs a command in this one's place: input, output and signals are its own.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<number>} its exit code; a signal that ended it ends this process too
 */
export async function passThrough(command, args, options = {}) {
  const { code, signal } = await ending(command, args, 'inherit', options, true)
  if (signal) leaveBy(signal)
  return code ?? 1
}

/**
 * Runs a command with this one's input and output, as a part of it: a signal ends both.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<number>} its exit code, or 1 if it was killed
 * @throws {Interrupted}
 */
export async function runShown(command, args, options = {}) {
  const { code, signal } = await ending(command, args, 'inherit', options)
  if (signal) say(`${basename(args[0] ?? command)} was killed by ${signal}.`)
  return code ?? 1
}

/**
 * What a command prints, or null if it failed or could not be run.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<string | null>}
 */
export function printed(command, args, options = {}) {
  return new Promise(done => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      ...options,
      ...limit(options),
    })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', part => (text += part))
    child.on('error', () => done(null)).on('close', code => done(code === 0 ? text : null))
  })
}

/**
 * The last line that says something.
 * @param {string} output
 */
export const lastLine = output => output.trim().split('\n').at(-1)?.trim() ?? ''

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 * @param {RunOptions} options
 * @param {boolean} ownsSignals whether the child decides what a signal means
 * @returns {Promise<Omit<Ended, 'output'>>}
 */
function ending(command, args, stdio, options, ownsSignals = false) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, ...options, ...limit(options), stdio })
    /** @type {NodeJS.Signals | null} */
    let received = null
    /** @param {NodeJS.Signals} signal */
    const passOn = signal => {
      received = signal
      if (!(signal === 'SIGINT' && atTerminal())) child.kill(signal)
    }
    for (const signal of passedOn) process.on(signal, passOn)
    const stopWatching = watchParent(() => passOn('SIGTERM'))
    const settle = () => (stopWatching(), passedOn.forEach(signal => process.off(signal, passOn)))
    if (child.pid) options.started?.(child.pid)
    child.on(
      'error',
      error => (settle(), failed(new SetupError(`${command} could not be started (${error.message}).`))),
    )
    child.on('close', (code, signal) => {
      settle()
      if (received && !ownsSignals) failed(new Interrupted(received))
      else done({ code, signal })
    })
  })
}

/**
 * npm runs a script in a shell, which dies of a signal to npm without passing it on: seen from here, the parent is gone.
 * @param {() => void} onGone
 * @returns {() => void} stops watching
 */
function watchParent(onGone) {
  const parent = process.ppid
  const look = () => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }
  const timer = setInterval(look, 250).unref()
  if (!process.env['npm_lifecycle_event']) clearInterval(timer)
  return () => clearInterval(timer)
}

/** A terminal sends Ctrl+C to every process at it: passing it on would be a second one. */
const atTerminal = () => process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY

/** @param {RunOptions} options */
const limit = ({ limitMs }) => (limitMs ? { timeout: limitMs, killSignal: /** @type {const} */ ('SIGKILL') } : {})
