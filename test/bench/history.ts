import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HistoryQuery } from '../../electron/contract/history.ts'
import type { RunId } from '../../electron/contract/infill.ts'
import type { DocumentId } from '../../electron/contract/library.ts'
import { listRuns } from '../../electron/store/history.ts'
import { openLibrary } from '../../electron/store/open.ts'
import { foreseePruning } from '../../electron/store/pruning.ts'
import { closeStudio, launch } from '../e2e/support/launch.ts'
import { heldOutText } from '../evaluate/corpus.ts'
import { fillLarge } from './support/large-library.ts'
import { report } from './support/report.ts'
import type { Measure } from './support/report.ts'

const RUNS = 10_000
const REPEATS = 9
const BUDGET_MS = 200

const scene = 'scene-0' as DocumentId
const plain = {
  scope: { kind: 'document', document: scene },
  text: '',
  starred: false,
  accepted: false,
  sinceMs: null,
} as const

async function inStore(folder: string): Promise<Measure[]> {
  const { db, close } = await openLibrary(folder, new Date(1))
  fillLarge(db, heldOutText(), { scenes: 1, runs: RUNS })
  const text = db.prepare<[], string>('SELECT text FROM document').pluck().get()!.split('\n')[0]!
  const place = { text, from: 40, to: 80, runs: ['run-7' as RunId] }
  const timed = (name: string, work: () => unknown, budget?: number): Measure => {
    const samples = Array.from({ length: REPEATS }, () => {
      const start = performance.now()
      work()
      return performance.now() - start
    })
    return { name, unit: 'ms', samples, ...(budget === undefined ? {} : { budget }) }
  }
  const page = (name: string, change: Partial<HistoryQuery>, after: { atMs: number; key: number } | null = null) =>
    timed(name, () => listRuns(db, { ...plain, ...change }, after, 30), BUDGET_MS)
  const measures = [
    page('first page of a document', {}),
    page('page in the middle of it', {}, { atMs: RUNS / 2, key: RUNS / 2 }),
    page('first page of the library', { scope: { kind: 'library' } }),
    page('of one passage', { scope: { kind: 'passage', document: scene, place } }),
    page('with a common word', { text: 'the ' }),
    page('of a seed', { text: 'seed:7' }),
    page('starred, of which there is none', { starred: true }),
    timed('what pruning would delete, all of it', () =>
      foreseePruning(db, { ...plain, scope: { kind: 'library' }, beforeMs: 1e9, keepBytes: null }),
    ),
  ]
  close()
  return measures
}

/** From the key to the first run on the screen; the last tab was another. */
async function inWindow(folder: string): Promise<Measure[]> {
  const studio = await launch(folder)
  const { page } = studio
  await page.locator('.ProseMirror').waitFor({ timeout: 60_000 })
  const samples: number[] = []
  for (let turn = 0; turn < REPEATS; turn++) {
    await page.keyboard.press('Control+Alt+p')
    const opened = page.evaluate(
      () =>
        new Promise<number>(done => {
          let pressed = 0
          window.addEventListener('keydown', event => event.key === 'h' && (pressed = event.timeStamp), true)
          const look = () => {
            if (pressed > 0 && document.querySelector('[aria-label="Runs, newest first"] > li'))
              requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed)))
            else requestAnimationFrame(look)
          }
          look()
        }),
    )
    await page.keyboard.press('Control+Alt+h')
    samples.push(await opened)
  }
  await closeStudio(studio)
  return [{ name: 'key to the first runs on the screen', unit: 'ms', samples, budget: BUDGET_MS }]
}

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-bench-'))
try {
  const measures = [...(await inStore(folder)), ...(await inWindow(folder))]
  report(`The history of a document with ${RUNS.toLocaleString('en')} runs of 3 variants`, measures)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
