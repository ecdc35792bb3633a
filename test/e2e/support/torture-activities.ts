import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import type Database from 'better-sqlite3'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Running } from './launch.ts'
import { modelReady, text } from './writing.ts'

/** What begins an activity. It must leave the end of the page to the typing. */
type Begin = (running: Running, library: string) => Promise<unknown>

/** What goes on while it is typed and killed; to add one, say here how it begins. */
export const activities = {
  typing: () => Promise.resolve(),
  run: ({ page }) => beginRun(page),
  backups: ({ page }) => beginBackups(page),
  import: beginImports,
  'replace all': ({ page }) => beginReplacing(page),
} satisfies Record<string, Begin>
export type Activity = keyof typeof activities
export const ACTIVITIES = Object.keys(activities) as Activity[]

const IMPORTED = 'Imported while killed'
const IMPORTED_FILES = 12
const REPLACED = 'replaced-'
const REPLACED_DOCUMENTS = 8

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
  const texts = db
    .prepare<[string], string>(`SELECT text FROM document WHERE id LIKE ? AND text <> ''`)
    .pluck()
    .all(`${REPLACED}%`)
  expect(new Set(texts).size, 'rounds of the replacement that stand in the texts').toBeLessThanOrEqual(1)
  expect([0, REPLACED_DOCUMENTS], 'documents that hold it').toContain(texts.length)
}

/** What the page can be told to do, as the studio's own code does it. */
type Call = (name: string, ...args: unknown[]) => Promise<{ ok: boolean; value: never }>

/** A run of the first word: the typing goes on at the end of the page, where Enter and F are keys like others. */
async function beginRun(page: Page): Promise<void> {
  await modelReady(page)
  await text(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('Control+Enter')
}

/** One backup after the other, for as long as the page lives. */
async function beginBackups(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { studio } = window as unknown as { studio: { call: Call } }
    const again = (): Promise<unknown> => studio.call('library:back-up').then(again)
    void again()
  })
}

/** A few imports of a folder, one after the other; each project goes to the trash when it is there. */
async function beginImports({ app, page }: Running, library: string): Promise<void> {
  const folder = join(library, IMPORTED)
  mkdirSync(folder, { recursive: true })
  for (let at = 0; at < IMPORTED_FILES; at++)
    writeFileSync(join(folder, `${at}.md`), `Words of ${at} that came from a file.\n\n`.repeat(400))
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, folder)
  await page.evaluate(title => {
    const { studio } = window as unknown as { studio: { call: Call } }
    const again = async (left: number): Promise<void> => {
      const id = crypto.randomUUID()
      await studio.call('import:read', id, 'folder')
      const choice = { id, split: 'as-is', leaveOut: [], into: null, title, keepOriginals: true }
      const kept = await studio.call('import:keep', choice)
      const { projects } = kept.value as { projects: { id: string }[] }
      await studio.call('project:trash', projects[0]!.id)
      if (left > 1) await again(left - 1)
    }
    void again(4)
  }, IMPORTED)
}

/** One replacement in some documents after the other, for as long as the page lives. */
async function beginReplacing(page: Page): Promise<void> {
  await page.evaluate(
    async ({ prefix, count }) => {
      const { studio } = window as unknown as { studio: { call: Call } }
      const ids = Array.from({ length: count }, (_, at) => `${prefix}${at}`)
      const view = (await studio.call('library:view')).value as {
        documents: { id: string; project: string }[]
        settings: { openDocument: string }
      }
      const project = view.documents.find(({ id }) => id === view.settings.openDocument)!.project
      const place = { project, parent: null, position: 0 }
      if (!view.documents.some(({ id }) => id === ids[0]))
        for (const id of ids) await studio.call('document:create', id, place, id, 'scene')
      const again = async (round: number): Promise<void> => {
        const words = `Round ${round} of all. `.repeat(300)
        const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] }
        const loaded = await Promise.all(ids.map(id => studio.call('document:load', id)))
        const drafts = loaded.map(({ value }, at) => {
          const { revision } = value as { revision: number }
          return { id: ids[at], doc, text: words, words: 1200, caret: { anchor: 1, head: 1 }, base: revision }
        })
        await studio.call('document:save-all', drafts)
        await again(round + 1)
      }
      void again(Date.now())
    },
    { prefix: REPLACED, count: REPLACED_DOCUMENTS },
  )
}
