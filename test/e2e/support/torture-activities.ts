import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import type Database from 'better-sqlite3'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Running } from './launch.ts'
import { modelReady, startLongRun } from './writing.ts'

/** What a kill left behind: the library as a copy of its file, its folder, and when the activity began. */
type Remains = Readonly<{ db: Database.Database; library: string; sinceMs: number }>

/**
 * Something that a kill is to meet. `begin` resolves once it is under way; the kill comes up to `spanMs` later. `isMet`: what
 * was left shows that it was not over. `goesOn`: the same, seen right before the kill, for what main ends after the page has
 * gone. `types`: the writer goes on typing at the end of the page meanwhile.
 */
type Activity = Readonly<{
  begin: (running: Running, library: string) => Promise<unknown>
  spanMs: number
  isMet: (remains: Remains) => boolean
  goesOn?: (remains: Omit<Remains, 'db'>) => boolean
  types: boolean
}>

const activities = {
  typing: { begin: () => Promise.resolve(), spanMs: 4000, isMet: () => true, types: true },
  run: { begin: ({ page }) => beginRun(page), spanMs: 1500, isMet: isRunOpen, types: true },
  backup: {
    begin: ({ page }) => beginBackups(page),
    ...{ spanMs: 3000, isMet: () => true, goesOn: isBackupHalf, types: true },
  },
  'reading an import': {
    begin: (running, library) => beginImport(running, library, 'read'),
    ...{ spanMs: 300, isMet: isNothingImported, types: true },
  },
  'keeping an import': {
    begin: (running, library) => beginImport(running, library, 'keep'),
    ...{ spanMs: 50, isMet: isNothingImported, types: true },
  },
  // Over the page while it goes on is a dialog, so nothing can be typed.
  'replacing all': { begin: ({ page }) => beginReplacing(page), spanMs: 200, isMet: isNothingReplaced, types: false },
} satisfies Record<string, Activity>
export type ActivityName = keyof typeof activities
export const ACTIVITIES = Object.keys(activities) as ActivityName[]
export const activity = (name: ActivityName): Activity => activities[name]

const IMPORTED = 'Imported while killed'
const IMPORTED_FILES = 12
const REPLACED = 'replaced-'
const REPLACED_DOCUMENTS = 8
/** Each takes the other's place, in every round anew. */
const WORDS = ['amberlight', 'cobaltine'] as const

/** Checks that every import and every replacement was made whole or not at all. */
export function expectWhole(db: Database.Database): void {
  const imports = db
    .prepare<[string], number>(
      `SELECT count(document.id) FROM project LEFT JOIN document ON project_id = project.id
       WHERE project.title = ? GROUP BY project.id`,
    )
    .pluck()
    .all(IMPORTED)
  expect(imports, 'documents of each import').toEqual(imports.map(() => IMPORTED_FILES))
  const texts = db.prepare<[string], string>('SELECT text FROM document WHERE id LIKE ?').pluck().all(`${REPLACED}%`)
  expect(new Set(texts).size, 'states of the replaced texts').toBeLessThanOrEqual(1)
  expect([0, REPLACED_DOCUMENTS], 'texts that are replaced').toContain(texts.length)
}

/** What the page can be told to do, as the studio's own code does it. */
type Call = (name: string, ...args: unknown[]) => Promise<{ ok: boolean; value: never }>

/** Documents for the replacement. The window knows them from its next start on. */
export async function prepareTexts(page: Page): Promise<void> {
  await page.evaluate(
    async ({ prefix, count, word }) => {
      const { studio } = window as unknown as { studio: { call: Call } }
      const view = (await studio.call('library:view')).value as {
        documents: { id: string; project: string }[]
        settings: { openDocument: string }
      }
      const project = view.documents.find(({ id }) => id === view.settings.openDocument)!.project
      const place = { project, parent: null, position: 0 }
      const words = `The ${word} of the evening. `.repeat(300)
      const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] }
      for (let at = 0; at < count; at++) {
        const id = `${prefix}${at}`
        await studio.call('document:create', id, place, id, 'scene')
        await studio.call('document:save', { id, doc, text: words, words: 1500, caret: { anchor: 1, head: 1 } })
      }
    },
    { prefix: REPLACED, count: REPLACED_DOCUMENTS, word: WORDS[0] },
  )
}

/** A run that lasts for seconds, over the passage that the page begins with. */
async function beginRun(page: Page): Promise<void> {
  await modelReady(page)
  await startLongRun(page)
}

/** The last run had no end when it was killed, or ended when the engine was. */
function isRunOpen({ db, sinceMs }: Remains): boolean {
  const end = db
    .prepare<[number], string>(
      `SELECT coalesce(end_kind, 'none') FROM run WHERE started_at_ms >= ? ORDER BY key DESC LIMIT 1`,
    )
    .pluck()
    .get(sinceMs)
  return end === 'none' || end === 'failed'
}

/** One backup after the other, for as long as the page lives. */
async function beginBackups(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { studio } = window as unknown as { studio: { call: Call } }
    const again = (): Promise<unknown> => studio.call('library:back-up', crypto.randomUUID()).then(again)
    void again()
  })
}

function isBackupHalf({ library, sinceMs }: Omit<Remains, 'db'>): boolean {
  const folder = join(library, 'backups')
  const names = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.partial')) : []
  return names.some(name => statSync(join(folder, name)).mtimeMs >= sinceMs)
}

/** An import of a folder; resolves as it begins to be read, or to be kept. */
async function beginImport({ app, page }: Running, library: string, upTo: 'read' | 'keep'): Promise<void> {
  const folder = join(library, IMPORTED)
  mkdirSync(folder, { recursive: true })
  for (let at = 0; at < IMPORTED_FILES; at++)
    writeFileSync(join(folder, `${at}.md`), `Words of ${at} that came from a file.\n\n`.repeat(800))
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, folder)
  await page.evaluate(
    async ({ title, waits }) => {
      const { studio } = window as unknown as { studio: { call: Call } }
      const id = crypto.randomUUID()
      const choice = { id, split: 'as-is', leaveOut: [], into: null, title, keepOriginals: true }
      const read = studio.call('import:read', id, 'folder')
      if (waits) await read
      void read.then(() => studio.call('import:keep', choice))
    },
    { title: IMPORTED, waits: upTo === 'keep' },
  )
}

function isNothingImported({ db, sinceMs }: Remains): boolean {
  const made = db.prepare('SELECT 1 FROM project WHERE title = ? AND created_at_ms >= ?').get(IMPORTED, sinceMs)
  return made === undefined
}

/** Replaces a word in some documents as the writer does; resolves once the button is pressed. */
async function beginReplacing(page: Page): Promise<void> {
  const stands = await page.evaluate(async id => {
    const { studio } = window as unknown as { studio: { call: Call } }
    return JSON.stringify((await studio.call('document:load', id)).value)
  }, `${REPLACED}0`)
  const [from, to] = stands.includes(WORDS[0]) ? WORDS : [WORDS[1], WORDS[0]]
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('Find and replace in all documents')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('search', { name: 'Search', exact: true })
  await panel.getByLabel('Find in all documents').fill(from)
  await panel.getByLabel('Replace with').fill(to)
  await panel.getByRole('button', { name: `Replace 2,400 in ${REPLACED_DOCUMENTS} documents` }).click()
}

/** Whichever word stands there, it was saved before this began: a replacement that is over has saved them all. */
function isNothingReplaced({ db, sinceMs }: Remains): boolean {
  const saved = db
    .prepare<[string], number>('SELECT max(updated_at_ms) FROM document WHERE id LIKE ?')
    .pluck()
    .get(`${REPLACED}%`)
  return saved !== undefined && saved < sinceMs
}
