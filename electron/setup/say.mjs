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
    process.exitCode = await command()
  } catch (error) {
    if (error instanceof Interrupted) leaveBy(error.signal)
    else if (error instanceof SetupError) {
      say(error.message)
      process.exitCode = 1
    } else throw error
  }
}

/**
 * Dies of a signal, so that the caller sees what a shell expects.
 * @param {NodeJS.Signals} signal
 */
export function leaveBy(signal) {
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
