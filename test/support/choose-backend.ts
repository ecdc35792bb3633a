import { chooseBackend } from '../../electron/engine/back-end.ts'
import { openModel } from '../../electron/engine/model.ts'
import { readTrials } from '../../electron/engine/trials.ts'
import type { BackendChoice } from '../../electron/contract/engine.ts'
import { tinyFull } from './tiny.ts'

/**
 * A process that chooses a back end and prints what it came to. `CACHE tiny CHOICE` opens the tiny model; `CACHE crash` and
 * `CACHE sound` choose among scripted ones, of which WebGPU kills the process or is right.
 */
const [cacheFolder, what, choice] = process.argv.slice(2) as [string, string, BackendChoice | undefined]
if (what === 'tiny') {
  const { backend, skipped, notice } = await openModel(tinyFull, { cacheFolder, backend: choice ?? 'auto' })
  console.log(JSON.stringify({ backend, skipped, notice }))
} else {
  const { backend, skipped, notice } = await chooseBackend({
    choice: 'auto',
    known: ['cpu', 'webgpu'],
    madeFor: ['cpu', 'webgpu'],
    trials: await readTrials(cacheFolder, 'scripted'),
    open(name) {
      if (name === 'webgpu' && what === 'crash') process.abort()
      return Promise.resolve(name)
    },
    close: () => Promise.resolve(),
    test: () => Promise.resolve({ passed: true, agreement: 1, deviation: 0 }),
    time: name => Promise.resolve(name === 'cpu' ? 2 : 1),
    doing: () => undefined,
  })
  console.log(JSON.stringify({ backend, skipped, notice }))
}
