import { BACKEND_TITLES } from '../contract/engine.ts'
import type { BackendChoice, BackendName, Computing } from '../contract/engine.ts'
import { EngineFault } from './faults.ts'
import type { GoldenReport } from './self-test.ts'
import type { Trials } from './trials.ts'

/** What choosing a back end takes. `M` is a model that was opened on one. */
export type BackendParts<M> = Readonly<{
  choice: BackendChoice
  /** What could be there, and what of it the model is made for: a choice by hand may be any, `auto` is of the latter. */
  known: readonly BackendName[]
  madeFor: readonly BackendName[]
  trials: Trials
  open: (backend: BackendName) => Promise<M>
  close: (model: M) => Promise<void>
  test: (model: M) => Promise<GoldenReport>
  /** Milliseconds of a piece of work like a run's. */
  time: (model: M) => Promise<number>
  doing: (text: string) => void
}>

/** Work left unfinished so often in a row is taken to be the back end's doing: once may be the studio's own end. */
const UNFINISHED_MOST = 2

/** A model on the back end that is chosen for it: the fastest right one, or the one wished for. */
export type Chosen<M> = Computing & Readonly<{ model: M; name: BackendName }>

/**
 * Chooses a back end. Each one that is known but not remembered is opened, put to the self-test and timed, once for a
 * model, runtime and machine. What fails is skipped and remembered; the CPU is what all else falls back to.
 *
 * @throws {EngineFault} `model-refused` when the CPU computes the model wrongly; whatever `open` throws for the CPU.
 */
export async function chooseBackend<M>(parts: BackendParts<M>): Promise<Chosen<M>> {
  const { choice, trials } = parts
  const fresh: string[] = []
  const others = parts.known.filter(
    name => name !== 'cpu' && (choice === 'auto' ? parts.madeFor.includes(name) : choice === name),
  )
  for (const name of others) {
    await settleLeftover(name, trials, fresh)
    if (trials.of(name) === null) await tryOut(name, parts, fresh)
  }
  const model = (await openFastest(others, parts, fresh)) ?? { model: await openCpu(parts), name: 'cpu' as const }
  if (choice !== 'auto' && choice !== model.name && trials.of(choice)?.kind !== 'failed')
    fresh.push(`${BACKEND_TITLES[choice]} was chosen, and this machine does not have it. The CPU computes instead.`)
  const skipped = others.flatMap(name => {
    const trial = trials.of(name)
    return trial?.kind === 'failed' ? [trial.why] : []
  })
  const notice = fresh.length === 0 ? null : fresh.join(' ')
  return { ...model, backend: shownName(model.name), known: parts.known, skipped, notice }
}

/** A back end's name as reports give it. Only the CPU's sums come out the same at any time and on any machine. */
export function shownName(name: BackendName): string {
  return name === 'cpu' ? BACKEND_TITLES.cpu : `${BACKEND_TITLES[name]} (texts may differ)`
}

/**
 * Does runs and questions on a back end, noting when the first begins and the last ends, so that a back end which brings
 * the engine down is found out.
 */
export function noting(name: BackendName, trials: Trials): <T>(run: () => Promise<T>) => Promise<T> {
  let going = 0
  let noted = Promise.resolve()
  return async run => {
    const before = trials.of(name)
    if (name === 'cpu' || before?.kind !== 'right') return run()
    if (++going === 1) noted = trials.set(name, { ...before, unfinished: before.unfinished + 1 })
    try {
      await noted
      return await run()
    } catch (error) {
      if (error instanceof EngineFault && error.code === 'not-a-number')
        await trials.set(name, { kind: 'failed', why: error.message })
      throw error
    } finally {
      const trial = trials.of(name)
      if (--going === 0 && trial?.kind === 'right') await trials.set(name, { ...trial, unfinished: 0 })
    }
  }
}

async function settleLeftover(name: BackendName, trials: Trials, fresh: string[]): Promise<void> {
  const trial = trials.of(name)
  const brought = trial?.kind === 'trying' || (trial?.kind === 'right' && trial.unfinished >= UNFINISHED_MOST)
  if (brought) await fail(name, 'stopped the writing engine', trials, fresh)
}

async function fail(name: BackendName, what: string, trials: Trials, fresh: string[]): Promise<void> {
  const why = `${BACKEND_TITLES[name]} is not used, since it ${what}. Choose it by hand to try it again.`
  await trials.set(name, { kind: 'failed', why })
  fresh.push(why)
}

/** Opens a back end, tests it and times it. What is not there is no failure. */
async function tryOut<M>(name: BackendName, parts: BackendParts<M>, fresh: string[]): Promise<void> {
  parts.doing(`Trying ${BACKEND_TITLES[name]}`)
  const model = await openRight(name, parts, fresh, null)
  if (model === null) return
  try {
    await parts.trials.set(name, { kind: 'right', milliseconds: await parts.time(model), unfinished: 0 })
  } catch (error) {
    await fail(name, `failed (${messageOf(error)})`, parts.trials, fresh)
  }
  await parts.close(model)
}

/** Opens a back end and puts it to the self-test, marked as being tried; null when it is absent or fails. */
async function openRight<M>(
  name: BackendName,
  { trials, open, close, test }: BackendParts<M>,
  fresh: string[],
  milliseconds: number | null,
): Promise<M | null> {
  await trials.set(name, { kind: 'trying' })
  let model: M
  try {
    model = await open(name)
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error
    await trials.set(name, { kind: 'absent' })
    return null
  }
  try {
    const report = await test(model)
    if (report.passed) {
      // Still being tried until it has been timed as well.
      if (milliseconds !== null) await trials.set(name, { kind: 'right', milliseconds, unfinished: 0 })
      return model
    }
    await fail(name, `computes this model wrongly (${percent(report)} of the expected words)`, trials, fresh)
  } catch (error) {
    await fail(name, `failed (${messageOf(error)})`, trials, fresh)
  }
  await close(model)
  return null
}

/** The fastest right one of `others` if it beats the CPU or is wished for; null for the CPU. */
async function openFastest<M>(
  others: readonly BackendName[],
  parts: BackendParts<M>,
  fresh: string[],
): Promise<Readonly<{ model: M; name: BackendName }> | null> {
  const timed = others.map(name => ({ name, milliseconds: timeOf(name, parts.trials) }))
  const [best] = timed
    .filter(({ milliseconds }) => milliseconds !== null)
    .sort((a, b) => a.milliseconds! - b.milliseconds!)
  if (best === undefined) return null
  if (parts.choice === 'auto' && best.milliseconds! >= (await cpuTime(parts))) return null
  const model = await openRight(best.name, parts, fresh, best.milliseconds)
  return model === null ? null : { model, name: best.name }
}

function timeOf(name: BackendName, trials: Trials): number | null {
  const trial = trials.of(name)
  return trial?.kind === 'right' ? trial.milliseconds : null
}

async function cpuTime<M>(parts: BackendParts<M>): Promise<number> {
  const known = timeOf('cpu', parts.trials)
  if (known !== null) return known
  parts.doing('Comparing with the CPU')
  const model = await openCpu(parts)
  const milliseconds = await parts.time(model)
  await parts.close(model)
  await parts.trials.set('cpu', { kind: 'right', milliseconds, unfinished: 0 })
  return milliseconds
}

async function openCpu<M>({ trials, open, test, doing }: BackendParts<M>): Promise<M> {
  const model = await open('cpu')
  if (trials.of('cpu')?.kind === 'right') return model
  doing('Testing the model')
  const report = await test(model)
  if (!report.passed) {
    throw new EngineFault(
      'model-refused',
      `The CPU back end computes this model wrongly (${percent(report)} of the expected words), so it is not used.`,
    )
  }
  await trials.set('cpu', { kind: 'right', milliseconds: null, unfinished: 0 })
  return model
}

const percent = ({ agreement }: GoldenReport) => `${Math.round(agreement * 100)} %`
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
