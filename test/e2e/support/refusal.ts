import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { keptRuntime, launchOf } from '../../../electron/setup/runtime.mjs'

/**
 * Starts a studio that is expected to refuse the library in `library`, and gives the sentence that it says on its error
 * stream. It is killed then: what it says in a dialog of the system no test can press.
 *
 * @throws if it says nothing within 20 s.
 */
export async function refusalOf(library: string): Promise<string> {
  const { executable, args, env } = launchOf(keptRuntime()!)
  const studio = spawn(executable, args, {
    env: { ...env, PALIMPSEST_LIBRARY: library, XDG_CONFIG_HOME: join(library, 'config') },
  })
  try {
    return await new Promise<string>((resolve, reject) => {
      let said = ''
      studio.stderr.on('data', (text: Buffer) => {
        said += text.toString()
        const sentence = /^palimpsest: (.*)$/m.exec(said)?.[1]
        if (sentence !== undefined) resolve(sentence)
      })
      setTimeout(() => reject(new Error(`The studio refused nothing. It said:\n${said}`)), 20_000).unref()
    })
  } finally {
    studio.kill('SIGKILL')
  }
}
