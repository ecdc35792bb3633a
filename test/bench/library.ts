import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { JobId } from '../../electron/contract/files.ts'
import type { ProjectId } from '../../electron/contract/library.ts'
import { fileOf } from '../../electron/files/export.ts'
import { libraryFiles } from '../../electron/files/folder/write.ts'
import { importFolder } from '../../electron/files/import.ts'
import type { Source } from '../../electron/files/source.ts'
import { bookOf, wholeProjects } from '../../electron/main/files/book.ts'
import { chosenOf } from '../../electron/main/files/imports.ts'
import { backUp } from '../../electron/store/backup.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { saveDocument } from '../../electron/store/documents.ts'
import { keepImport } from '../../electron/store/imports.ts'
import { openLibrary } from '../../electron/store/open.ts'
import { searchText } from '../../electron/store/search.ts'
import { takeProjectSnapshot } from '../../electron/store/snapshots.ts'
import { closeStudio, launch } from '../e2e/support/launch.ts'
import { heldOutText } from '../evaluate/corpus.ts'
import { RUNS, SCENES, SCENE_WORDS, fillLarge, sceneOf } from './support/large-library.ts'
import { report } from './support/report.ts'
import type { Measure } from './support/report.ts'

const NOVEL = 'novel' as ProjectId
const REPEATS = 7
/** A common word, a rare one, a phrase, a beginning, and what is nowhere. */
const QUERIES = ['the ', 'lantern ', '"of the sea"', 'and th', 'and t', 'qwertyzuiop ']

/** Milliseconds that `work` takes, each time. */
async function times(repeats: number, work: (turn: number) => unknown): Promise<number[]> {
  const all: number[] = []
  for (let turn = 0; turn < repeats; turn++) {
    const start = performance.now()
    await work(turn)
    all.push(performance.now() - start)
  }
  return all
}

async function inStore(folder: string): Promise<Measure[]> {
  const fill = await openLibrary(folder, new Date(1))
  fillLarge(fill.db, heldOutText())
  fill.close()
  const measures: Measure[] = []
  const opening = await times(REPEATS, async () => (await openLibrary(folder, new Date(1))).close())
  measures.push({ name: 'open and check the file', unit: 'ms', samples: opening })
  const { db, close } = await openLibrary(folder, new Date(1))
  measures.push(...(await searched(db)))
  const saving = await times(50, turn =>
    saveDocument(
      db,
      sceneOf(turn, at => `${turn} changed ${at} `.repeat(25)),
      turn,
    ),
  )
  measures.push({ name: `save a scene of ${SCENE_WORDS} words`, unit: 'ms', samples: saving, budget: 20 })
  const backing = await times(3, turn => backUp(db, join(folder, 'bench'), 'by hand', new Date(turn)))
  measures.push({ name: 'back up, reopen and check', unit: 'ms', samples: backing })
  const snapping = await times(REPEATS, turn => takeProjectSnapshot(db, NOVEL, 'by hand', turn))
  measures.push({ name: 'snapshot of every scene', unit: 'ms', samples: snapping })
  measures.push(...(await outAndIn(db)))
  close()
  const megabytes = statSync(join(folder, 'library.sqlite')).size / 2 ** 20
  return [...measures, { name: 'library file', unit: 'MB', samples: [megabytes] }]
}

/** The whole project to files and, in a library of its own, back. Reading and writing the disk is not in it. */
async function outAndIn(db: WriteDb): Promise<Measure[]> {
  const all = { kind: 'project', project: NOVEL } as const
  const book = { id: 'bench' as JobId, scope: all, headings: 'all', titlePage: true, origins: false } as const
  const asked = { ...book, author: '', language: 'en' } as const
  const measures: Measure[] = []
  for (const format of ['docx', 'epub'] as const) {
    const samples = await times(3, turn =>
      fileOf(
        bookOf(db, { ...asked, format }, turn, () => undefined),
        format,
      ),
    )
    measures.push({ name: `export all of it, ${format.toUpperCase()}`, unit: 'ms', samples })
  }
  let sources: Source[] = []
  const folders = await times(3, () => {
    sources = libraryFiles(wholeProjects(db, () => undefined)).flatMap(file => ('bytes' in file ? [file] : []))
  })
  const home = mkdtempSync(join(tmpdir(), 'palimpsest-bench-'))
  const other = await openLibrary(home, new Date(1))
  const choice = { id: book.id, split: 'as-is', leaveOut: [], into: null, title: '', keepOriginals: false } as const
  const read = await times(3, async turn => {
    const imported = await importFolder('bench', sources, [], () => undefined)
    keepImport(other.db, chosenOf(imported, choice, new Map(), turn), turn)
  })
  other.close()
  rmSync(home, { recursive: true, force: true })
  return [
    ...measures,
    { name: 'export all of it, a folder of Markdown and JSON', unit: 'ms', samples: folders },
    { name: 'import that folder', unit: 'ms', samples: read },
  ]
}

async function searched(db: WriteDb): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const text of QUERIES) {
    const samples = await times(REPEATS, () => searchText(db, { text, project: null }))
    measures.push({ name: `search everything for ${text.trim()}`, unit: 'ms', samples, budget: 50 })
  }
  return measures
}

async function inWindow(folder: string): Promise<Measure[]> {
  const start = performance.now()
  const studio = await launch(folder)
  const { page, app } = studio
  await page.locator('.ProseMirror').waitFor({ timeout: 60_000 })
  const opened = performance.now() - start
  const reopening = await times(REPEATS, async () => {
    await page.reload()
    await page.locator('.ProseMirror').waitFor({ timeout: 60_000 })
  })
  const switching = await times(20, turn => showNext(page, turn))
  const replacing = await replaceEverywhere(page)
  const memory = await app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ type, memory }) => [type, memory.workingSetSize]),
  )
  const kilobytes = (wanted: string) =>
    memory.reduce((sum, [type, size]) => (type === wanted ? sum + Number(size) : sum), 0)
  await closeStudio(studio)
  return [
    { name: 'start to text on the page (under the test driver)', unit: 'ms', samples: [opened] },
    // The budget is that of 100,000 words: this project has three times as many.
    { name: 'open the project in a running studio', unit: 'ms', samples: reopening, budget: 1500 },
    { name: 'switch to the next scene', unit: 'ms', samples: switching },
    ...replacing,
    { name: 'memory of main', unit: 'MB', samples: [kilobytes('Browser') / 1024] },
    { name: 'memory of the page', unit: 'MB', samples: [kilobytes('Tab') / 1024] },
  ]
}

async function showNext(page: Page, turn: number): Promise<void> {
  await page.keyboard.press('Control+PageDown')
  await page.getByRole('textbox', { name: `Text of Scene ${turn + 2}`, exact: true }).waitFor()
}

async function replaceEverywhere(page: Page): Promise<Measure[]> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Find and replace in all documents')
  await page.keyboard.press('Enter')
  const found = await times(1, async () => {
    await page.getByLabel('Find in all documents').fill('which')
    await page.getByText(/places in .* documents/).waitFor({ timeout: 60_000 })
  })
  await page.getByLabel('Replace with').fill('that')
  const replaced = await times(1, async () => {
    await page.getByRole('button', { name: /^Replace [\d,]+ in/ }).click()
    await page.getByText(/^Replaced .* places/).waitFor({ timeout: 120_000 })
  })
  const undone = await times(1, async () => {
    await page.getByRole('button', { name: 'Undo all' }).click()
    await page.getByText(/^Taken back in/).waitFor({ timeout: 120_000 })
  })
  return [
    { name: 'find “which” in all scenes', unit: 'ms', samples: found },
    { name: 'replace it in all of them', unit: 'ms', samples: replaced },
    { name: 'undo that in all of them', unit: 'ms', samples: undone },
  ]
}

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-bench-'))
try {
  const measures = [...(await inStore(folder)), ...(await inWindow(folder))]
  const words = (SCENES * SCENE_WORDS).toLocaleString('en')
  report(`A project of ${words} words in ${SCENES} scenes, ${RUNS.toLocaleString('en')} runs`, measures)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
