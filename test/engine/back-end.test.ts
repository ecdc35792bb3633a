import { execFile } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackendChoice, BackendName } from '../../electron/contract/engine.ts'
import { chooseBackend, noting } from '../../electron/engine/back-end.ts'
import { EngineFault } from '../../electron/engine/faults.ts'
import { readTrials } from '../../electron/engine/trials.ts'
import type { Trials } from '../../electron/engine/trials.ts'

const root = resolve(import.meta.dirname, '../..')
let scratch: string
let count = 0
beforeAll(async () => (scratch = await mkdtemp(join(tmpdir(), 'palimpsest-back-end-'))))
afterAll(() => rm(scratch, { recursive: true }))
const folder = () => join(scratch, String(count++))

type Behaviour = 'right' | 'wrong' | 'absent' | 'throws'
/** A machine whose back ends behave so; each takes so many milliseconds. */
type Machine = Partial<Record<BackendName, readonly [Behaviour, number]>>

async function choose(
  machine: Machine,
  trials: Trials,
  choice: BackendChoice = 'auto',
  madeFor = Object.keys(machine) as BackendName[],
) {
  const opened: BackendName[] = []
  const timed: BackendName[] = []
  const open = new Set<BackendName>()
  const { model, backend, skipped, notice } = await chooseBackend<BackendName>({
    choice,
    known: Object.keys(machine) as BackendName[],
    madeFor,
    trials,
    open(name) {
      if (machine[name]![0] === 'absent') throw new EngineFault('model-damaged', 'no adapter')
      expect([...open], 'one at a time').toEqual([])
      opened.push(name)
      open.add(name)
      return Promise.resolve(name)
    },
    close(name) {
      open.delete(name)
      return Promise.resolve()
    },
    test(name) {
      if (machine[name]![0] === 'throws') throw new EngineFault('not-a-number', 'Not a number.')
      return Promise.resolve({ passed: machine[name]![0] === 'right', agreement: 0.25, deviation: 3 })
    },
    time(name) {
      timed.push(name)
      return Promise.resolve(machine[name]![1])
    },
    doing: () => undefined,
  })
  return { model, backend, skipped, notice, opened, timed }
}
const cpu = ['right', 10] as const
const fresh = () => readTrials(folder(), 'hash')

describe('the back end that is chosen', () => {
  it('is the CPU where nothing else is known, untimed', async () => {
    expect(await choose({ cpu }, await fresh())).toMatchObject({ backend: 'CPU', notice: null, skipped: [], timed: [] })
  })
  it('is the fastest right one, and its name says that texts may differ', async () => {
    const found = await choose({ cpu, webgpu: ['right', 6], cuda: ['right', 3] }, await fresh())
    expect(found).toMatchObject({ model: 'cuda', backend: 'CUDA (texts may differ)', notice: null })
  })
  it('is the CPU where the others are slower', async () => {
    expect(await choose({ cpu, webgpu: ['right', 60] }, await fresh())).toMatchObject({ backend: 'CPU', notice: null })
  })
  it('is timed once, and tested at every start unless it is the CPU', async () => {
    const trials = await fresh()
    await choose({ cpu, webgpu: ['right', 6] }, trials)
    const again = await choose({ cpu, webgpu: ['right', 6] }, trials)
    expect(again).toMatchObject({ model: 'webgpu', timed: [], opened: ['webgpu'] })
    expect(await choose({ cpu, webgpu: ['wrong', 6] }, trials)).toMatchObject({ model: 'cpu' })
  })
  for (const [behaviour, said] of [
    ['wrong', /WebGPU is not used, since it computes this model wrongly \(25 % of the expected words\)/],
    ['throws', /WebGPU is not used, since it failed/],
  ] as const) {
    it(`is not one that is ${behaviour}: told once, remembered, not touched again`, async () => {
      const trials = await fresh()
      const first = await choose({ cpu, webgpu: [behaviour, 1] }, trials)
      expect(first).toMatchObject({ backend: 'CPU', notice: expect.stringMatching(said) as string })
      const again = await choose({ cpu, webgpu: [behaviour, 1] }, trials)
      expect(again).toMatchObject({ backend: 'CPU', notice: null, skipped: [first.notice], opened: ['cpu'] })
    })
  }
  it('is not one that the machine does not have, which is no news', async () => {
    const trials = await fresh()
    expect(await choose({ cpu, webgpu: ['absent', 1] }, trials)).toMatchObject({
      backend: 'CPU',
      notice: null,
      skipped: [],
    })
    expect(trials.of('webgpu')).toEqual({ kind: 'absent' })
  })
  it('is none that the model is not made for, unless it is wished for', async () => {
    const machine = { cpu, webgpu: ['right', 1] } as const
    expect(await choose(machine, await fresh(), 'auto', ['cpu'])).toMatchObject({ model: 'cpu', opened: ['cpu'] })
    expect(await choose(machine, await fresh(), 'webgpu', ['cpu'])).toMatchObject({ model: 'webgpu' })
  })
  it('is the one wished for, though it be slower', async () => {
    expect(await choose({ cpu, webgpu: ['right', 60] }, await fresh(), 'webgpu')).toMatchObject({ model: 'webgpu' })
    expect(await choose({ cpu, webgpu: ['right', 1] }, await fresh(), 'cpu')).toMatchObject({ model: 'cpu' })
  })
  it('is the CPU where the one wished for is not there, and that is said', async () => {
    const { backend, notice } = await choose({ cpu, webgpu: ['absent', 1] }, await fresh(), 'webgpu')
    expect(backend).toBe('CPU')
    expect(notice).toMatch(/WebGPU was chosen/)
  })
  it('is never one on which two runs in a row did not end', async () => {
    const trials = await fresh()
    await choose({ cpu, webgpu: ['right', 6] }, trials)
    await trials.set('webgpu', { kind: 'right', milliseconds: 6, unfinished: 1 })
    expect(await choose({ cpu, webgpu: ['right', 6] }, trials)).toMatchObject({ model: 'webgpu' })
    await trials.set('webgpu', { kind: 'right', milliseconds: 6, unfinished: 2 })
    const { model, notice } = await choose({ cpu, webgpu: ['right', 6] }, trials)
    expect(model).toBe('cpu')
    expect(notice).toMatch(/stopped the writing engine/)
  })
  it('refuses a model that the CPU computes wrongly', async () => {
    await expect(choose({ cpu: ['wrong', 1] }, await fresh())).rejects.toMatchObject({ code: 'model-refused' })
  })
})

describe('a run', () => {
  const right = { kind: 'right', milliseconds: 6, unfinished: 0 } as const
  it('is noted while it goes on', async () => {
    const trials = await fresh()
    await trials.set('webgpu', right)
    await noting(
      'webgpu',
      trials,
    )(() => {
      expect(trials.of('webgpu')).toEqual({ ...right, unfinished: 1 })
      return Promise.resolve()
    })
    expect(trials.of('webgpu')).toEqual(right)
  })
  it('that computes no number ends the use of its back end, and a stop does not', async () => {
    const trials = await fresh()
    await trials.set('webgpu', right)
    const during = noting('webgpu', trials)
    const ends = (error: Error) => expect(during(() => Promise.reject(error))).rejects.toBe(error)
    await ends(new DOMException('Stopped.', 'AbortError'))
    expect(trials.of('webgpu')).toEqual(right)
    await ends(new EngineFault('not-a-number', 'The WebGPU back end computed something that is no number.'))
    expect(trials.of('webgpu')).toMatchObject({ kind: 'failed' })
  })
  it('and a question beside it are one piece of work, unfinished until both have ended', async () => {
    const trials = await fresh()
    await trials.set('webgpu', right)
    const during = noting('webgpu', trials)
    const unfinished = () => trials.of('webgpu')
    const finish: (() => void)[] = []
    const held = () => during(() => new Promise<void>(resolve => finish.push(resolve)))
    const both = [held(), held()]
    await expect.poll(() => finish.length).toBe(2)
    expect(unfinished()).toEqual({ ...right, unfinished: 1 })
    finish[1]!()
    await both[1]
    expect(unfinished()).toEqual({ ...right, unfinished: 1 })
    finish[0]!()
    await both[0]
    expect(unfinished()).toEqual(right)
  })
  it('that computes no number ends it though a question goes on', async () => {
    const trials = await fresh()
    await trials.set('webgpu', right)
    const during = noting('webgpu', trials)
    const broken = new EngineFault('not-a-number', 'The WebGPU back end computed something that is no number.')
    const asked = during(() => new Promise<void>(resolve => setTimeout(resolve, 20)))
    await expect(during(() => Promise.reject(broken))).rejects.toBe(broken)
    await asked
    expect(trials.of('webgpu')).toMatchObject({ kind: 'failed' })
  })
})

describe('what is remembered of back ends', () => {
  it('holds for this machine only', async () => {
    const at = folder()
    await (await readTrials(at, 'hash', 'this machine')).set('webgpu', { kind: 'absent' })
    expect((await readTrials(at, 'hash', 'this machine')).of('webgpu')).toEqual({ kind: 'absent' })
    expect((await readTrials(at, 'hash', 'another')).of('webgpu')).toBeNull()
    expect((await readTrials(at, 'other', 'this machine')).of('webgpu')).toBeNull()
  })
  it('is nothing where it cannot be read', async () => {
    const at = folder()
    await (await readTrials(at, 'hash')).set('webgpu', { kind: 'absent' })
    await writeFile(join(at, 'back-ends-hash.json'), '{"runtime"')
    expect((await readTrials(at, 'hash')).of('webgpu')).toBeNull()
  })
  it('is what was set last, however many are set at once', async () => {
    const at = folder()
    const trials = await readTrials(at, 'hash')
    const right = (unfinished: number) => ({ kind: 'right', milliseconds: 6, unfinished }) as const
    await Promise.all(Array.from({ length: 20 }, (_, i) => trials.set('webgpu', right(i))))
    expect((await readTrials(at, 'hash')).of('webgpu')).toEqual(right(19))
    expect(await readdir(at)).toEqual(['back-ends-hash.json'])
  })
  it('is not kept where it cannot be written, and nothing fails for it', async () => {
    const at = folder()
    await mkdir(join(at, 'back-ends-hash.json'), { recursive: true })
    const trials = await readTrials(at, 'hash')
    await trials.set('webgpu', { kind: 'absent' })
    expect(trials.of('webgpu')).toEqual({ kind: 'absent' })
    expect(await readdir(at)).toEqual(['back-ends-hash.json'])
  })
})

type Outcome = Readonly<{ backend: string; skipped: string[]; notice: string | null }>
async function inProcess(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const script = join(root, 'test/support/choose-backend.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { env: { ...process.env, ...env } })
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Outcome
}

describe('a back end that kills the process', () => {
  it('does so once: the next process finds what the dead one left', async () => {
    const at = folder()
    await expect(inProcess([at, 'crash'])).rejects.toThrow()
    const next = await inProcess([at, 'crash'])
    expect(next.backend).toBe('CPU')
    expect(next.notice).toMatch(/WebGPU is not used, since it stopped the writing engine/)
    expect(await inProcess([at, 'crash'])).toMatchObject({ backend: 'CPU', notice: null })
  })
  it('and is used where it does not', async () => {
    expect(await inProcess([folder(), 'sound'])).toMatchObject({ backend: 'WebGPU (texts may differ)' })
  })
})

/** The Electron that the set-up unpacked brings a Vulkan in software, which WebGPU runs on without a GPU. */
const vulkan = globSync(join(root, '.palimpsest/runtime/*/vk_swiftshader_icd.json'))[0]
describe.skipIf(vulkan === undefined || process.platform !== 'linux' || !existsSync(join(vulkan, '../libvulkan.so.1')))(
  'WebGPU in software',
  () => {
    it('computes the tiny model rightly', { timeout: 600_000 }, async () => {
      const env = { VK_ICD_FILENAMES: vulkan!, LD_LIBRARY_PATH: join(vulkan!, '..') }
      expect(await inProcess([folder(), 'tiny', 'webgpu'], env)).toEqual({
        backend: 'WebGPU (texts may differ)',
        skipped: [],
        notice: null,
      })
    })
  },
)
