import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { toFault } from '../../electron/main/fault.ts'
import { salvagerIn } from '../../electron/main/salvage-process.ts'
import { chapters, flipLeaf } from '../support/damage.ts'
import { freshFolder } from '../support/folders.ts'

vi.mock('electron', () => import('../support/utility-process.ts'))

const salvager = join(import.meta.dirname, '../../electron/process/salvage.ts')

/** A damaged library, and a system's folder for what is temporary that starts empty. */
async function wrecked() {
  const programs = freshFolder()
  const temporary = freshFolder()
  vi.stubEnv('TMPDIR', temporary)
  onTestFinished(() => void vi.unstubAllEnvs())
  const folder = join(temporary, 'Library')
  await chapters(folder, 20)
  flipLeaf(join(folder, 'library.sqlite'), 'Chapter 9')
  const names = readdirSync(folder)
  /** What lies there that did not before. */
  const left = () => [
    ...readdirSync(temporary).filter(name => name !== 'Library'),
    ...readdirSync(folder).filter(name => !names.includes(name)),
  ]
  const target = join(folder, 'library.sqlite.partial')
  /** Salvages with `program`. */
  const salvage = (program: string, onStep: () => void = () => undefined) => {
    const giving = new AbortController()
    const tell = (doing: string) => {
      if (doing === 'Saving what can be read') onStep()
    }
    const made = salvagerIn(program)(join(folder, 'library.sqlite'), target, 1, true, { tell, signal: giving.signal })
    return { made, giveUp: () => giving.abort() }
  }
  /** A program in the salvager's place. */
  const program = (code: string): string => {
    const file = join(programs, 'program.mjs')
    writeFileSync(file, `import { writeFileSync } from 'node:fs'\nconst [, , file, target] = process.argv\n${code}`)
    return file
  }
  return { left, program, salvage }
}

const says = (news: object) => `process.parentPort.postMessage(${JSON.stringify(news)})`
const step = { kind: 'step', done: 0, of: 1 }
const done = { kind: 'done', made: { documents: 1, scraps: 0, words: 1, whole: false } }

it('what can be read is in the new file, and nothing is left beside it', async () => {
  const { left, salvage } = await wrecked()
  expect(await salvage(salvager).made).toMatchObject({ whole: false })
  expect(left()).toEqual(['library.sqlite.partial'])
})
it('given up midway, no copy of the library is left', async () => {
  const { left, salvage } = await wrecked()
  const { made, giveUp } = salvage(salvager, () => giveUp())
  await expect(made).rejects.toThrow('aborted')
  expect(left()).toEqual([])
})
it('given up as it ends, it is given up', async () => {
  const { left, program, salvage } = await wrecked()
  const ending = `process.on('SIGTERM', () => { writeFileSync(target, ''); ${says(done)} })
    setTimeout(() => process.exit(), 1000)
    ${says(step)}`
  const { made, giveUp } = salvage(program(ending), () => giveUp())
  await expect(made).rejects.toThrow('aborted')
  expect(left()).toEqual([])
})
it('a disk that is full gets its sentence, and nothing is left', async () => {
  const { left, program, salvage } = await wrecked()
  const full = { kind: 'failed', error: { message: 'database or disk is full', code: 'SQLITE_FULL' } }
  const error = await salvage(program(`writeFileSync(target, ''); ${says(full)}`)).made.catch(toFault)
  expect(error).toMatchObject({ code: 'disk-full' })
  expect(left()).toEqual([])
})
it('killed for want of memory, it says so, and nothing is left', async () => {
  const { left, program, salvage } = await wrecked()
  const killed = `writeFileSync(target, ''); process.kill(process.pid, 'SIGKILL')`
  await expect(salvage(program(killed)).made).rejects.toThrow('perhaps for want of memory')
  expect(left()).toEqual([])
})
