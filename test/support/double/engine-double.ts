import type { EngineNews } from '@contract/engine.ts'
import type { Piece, RegionText, RunReport, RunRequest, Snapshot } from '@contract/infill.ts'

const endings = [
  'By the time he put his hand to the gallery door, ice had found the brass rail.',
  'By the time he had climbed to the gallery, the wind was leaning on the door like a drunken man.',
  'It came over the bar all at once, and the rail sang with it.',
]

/** Written at every tick of the clock, one step. */
const STEP_MS = 120
const STEPS = 14

/** Stands in for the engine: fills every region with a canned text, a few words a step, the later variants slower. */
export function createEngineDouble(tell: (news: EngineNews) => void) {
  const timers = new Map<string, ReturnType<typeof setInterval>>()

  function run(request: RunRequest, onEnd: (report: RunReport) => void): void {
    let step = 0
    const timer = setInterval(() => {
      step++
      tell({ kind: 'step', snapshot: snapshotAt(request, step) })
      if (step < STEPS) return
      clearInterval(timer)
      const report = reportOf(request)
      onEnd(report)
      tell({ kind: 'ended', run: request.id, end: { kind: 'offered', report } })
    }, STEP_MS)
    timers.set(request.id, timer)
    tell({ kind: 'queued', run: request.id, ahead: 0 })
  }

  function cancel(id: RunRequest['id']): void {
    clearInterval(timers.get(id))
    tell({ kind: 'ended', run: id, end: { kind: 'stopped', last: null } })
  }

  return { run, cancel }
}

function textFor(request: RunRequest, variant: number): RegionText[] {
  return request.passage
    .filter(span => span.kind === 'region')
    .map((_, at) => piecesOf(endings[(variant + at) % endings.length] ?? ''))
}

function piecesOf(text: string): Piece[] {
  return (text.match(/\s*\S+/g) ?? []).map((word, at) => ({
    kind: 'written',
    text: word,
    certainty: 0.3 + ((at * 37) % 70) / 100,
    step: (at * 5) % STEPS,
  }))
}

function snapshotAt(request: RunRequest, step: number): Snapshot {
  const variants = Array.from({ length: request.settings.variants }, (_, variant) => ({
    places: null,
    regions: textFor(request, variant).map(region =>
      region.map((piece): Piece =>
        piece.kind === 'written' && piece.step > step - variant ? { kind: 'open' } : piece,
      ),
    ),
  }))
  return { run: request.id, step, of: STEPS, variants }
}

function reportOf(request: RunRequest): RunReport {
  const variants = Array.from({ length: request.settings.variants }, (_, variant) => ({
    seed: (request.settings.seed + variant) % 2 ** 32,
    regions: textFor(request, variant),
    places: null,
    fit: { text: -1.6 - variant * 0.3, after: -1.9 },
  }))
  return {
    variants,
    steps: STEPS,
    passes: STEPS * 2,
    milliseconds: STEPS * STEP_MS,
    model: 'double 1',
    modelHash: '0'.repeat(64),
    backend: 'CPU',
  }
}
