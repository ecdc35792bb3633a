import { spawn } from 'node:child_process'
import { env, platform } from 'node:process'
import { SetupError } from './say.mjs'

/** Whether a window can be shown here. */
export const hasDisplay = (variables = env, system = platform) =>
  system !== 'linux' || Boolean(variables['DISPLAY'] || variables['WAYLAND_DISPLAY'])

/** @typedef {Readonly<{ name: string; close: () => void }>} Display */

/**
 * Starts an invisible display on a free number, for tests and measurements.
 * @returns {Promise<Display>} its name is for `DISPLAY`
 * @throws {SetupError} if there is no Xvfb
 */
export function openDisplay() {
  return new Promise((done, failed) => {
    const args = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp']
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
    const told = { number: '', error: '' }
    server.on('error', () =>
      failed(new SetupError('Xvfb is not installed: run npm run setup, which installs it or says how.')),
    )
    server.on('exit', code => failed(new SetupError(`Xvfb ended at once (${code}): ${told.error.trim()}`)))
    server.stderr?.setEncoding('utf8').on('data', text => (told.error += text))
    server.stdio[3]?.on('data', bytes => {
      told.number += String(bytes)
      if (told.number.endsWith('\n')) done({ name: `:${told.number.trim()}`, close: () => server.kill() })
    })
    process.once('exit', () => server.kill())
  })
}
