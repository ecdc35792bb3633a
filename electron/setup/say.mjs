/** What a person can mend: the message is one sentence that says what is wrong and what to do. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError'
}

/** The set-up was interrupted by a signal, and leaves by it. */
export class Interrupted extends Error {
  /** @override */
  name = 'Interrupted'

  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`interrupted by ${signal}`)
    this.signal = signal
  }
}

/**
 * One line about the set-up. Standard output belongs to what is set up.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`palimpsest: ${line}\n`)
}

/**
 * Runs a command of the studio: what it returns is the exit code, and a failure that a person can mend is one line.
 * @param {() => Promise<number>} command
 */
export async function answer(command) {
  try {
    refuseOldNode(process.versions.node)
    process.exitCode = await command()
  } catch (error) {
    if (error instanceof Interrupted) return leaveBy(error.signal)
    const line = sentenceFor(error)
    if (line === null) throw error
    say(line)
    process.exitCode = 1
  }
}

/**
 * @param {string} version
 * @throws {SetupError}
 */
export function refuseOldNode(version) {
  if (Number.parseInt(version) >= 20) return
  throw new SetupError(
    `The studio needs Node 20 or newer and this is Node ${version}: install a newer one, then start again.`,
  )
}

/** What the disk may refuse, and what can be done about it. */
const remedies = /** @type {Readonly<Record<string, string>>} */ ({
  ENOSPC: 'the disk is full: make room',
  EDQUOT: 'the disk quota is used up: make room',
  EROFS: 'the disk cannot be written to: copy the folder to one that can',
  EACCES: 'it may not be written by you: change its owner or its permissions',
  EPERM: 'it may not be written by you: change its owner or its permissions',
})

/**
 * The one line about a failure that a person can mend, or null for any other.
 * @param {unknown} error
 * @returns {string | null}
 */
export function sentenceFor(error) {
  if (error instanceof SetupError) return error.message
  const { code = '', path = 'The folder .palimpsest' } = /** @type {NodeJS.ErrnoException} */ (error)
  return remedies[code] ? `${path}: ${remedies[code]}, then start again.` : null
}

/**
 * Dies of a signal, so that the caller sees what a shell expects.
 * @param {NodeJS.Signals} signal
 */
export function leaveBy(signal) {
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
