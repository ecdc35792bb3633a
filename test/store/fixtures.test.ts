import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ProjectId } from '@contract/library.ts'
import type { ScrapsShown } from '@contract/scraps.ts'
import { openFile } from '../../electron/store/database.ts'
import { listDocuments, loadDocument } from '../../electron/store/documents.ts'
import { listScraps } from '../../electron/store/scraps.ts'
import { searchText } from '../../electron/store/search.ts'
import { schemaVersion } from '../../electron/store/migrate.ts'
import { migrations } from '../../electron/store/migrations/index.ts'
import { typedLines } from '../../electron/store/strays.ts'
import { freshFolder } from '../support/folders.ts'
import { d, opened } from '../support/library.ts'

const folder = join(import.meta.dirname, '../fixtures')
const files = readdirSync(folder).filter(name => name.endsWith('.sqlite'))
const versionOf = (name: string) => Number(/(\d{4})/.exec(name)?.[1])

it('there is one of every version (else run: node test/fixtures/make.ts)', () =>
  expect(files.map(versionOf)).toEqual(migrations.map((_, i) => i + 1)))

describe.each(files)('%s', name => {
  it('is of its version', () => {
    const db = openFile(copy(name))
    expect(schemaVersion(db)).toBe(versionOf(name))
    db.close()
  })
  it('opens whole: every text, every run, no row lost', async () => {
    const file = copy(name)
    const before = rows(file)
    const { db, close } = await opened(join(file, '..'))
    expect(schemaVersion(db)).toBe(migrations.length)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(listDocuments(db).map(({ title, trashedAtMs }) => [title, trashedAtMs])).toEqual([
      ['The storm', null],
      ['The letter', null],
      ['Thrown away', 4000],
    ])
    expect(loadDocument(db, d('two')).doc.content).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: 'Dear Anna, the sea is calm — ‘quite’ calm.' }] },
    ])
    expect(typedLines(loadDocument(db, d('one')).journal)).toEqual(versionOf(name) < 2 ? [] : ['Typed last. '])
    expect(db.prepare('SELECT fate, accepted FROM run').all()).toEqual([{ fate: 'accepted', accepted: 0 }])
    const project = 'p' as ProjectId
    const shelf = (shown: ScrapsShown) =>
      listScraps(db, { project, text: '', shown }, null, 9).scraps.map(({ excerpt }) => excerpt[0]?.text)
    expect([shelf('shelf'), shelf('starred'), shelf('removed')]).toEqual(
      versionOf(name) < 10 ? [[], [], []] : [['all week', 'And the lamp went out.'], ['all week'], ['Nobody came.']],
    )
    const cards = searchText(db, { text: 'rises', project: null }).cards
    expect(cards.map(({ document }) => document)).toEqual(versionOf(name) < 5 ? [] : ['one'])
    const { footnotes } = searchText(db, { text: 'keeper', project: null })
    expect(footnotes.map(({ document, number }) => [document, number])).toEqual(
      versionOf(name) < 11 ? [] : [['one', 1]],
    )
    close()
    const after = rows(file)
    for (const [table, count] of before) expect(after.get(table), table).toBeGreaterThanOrEqual(count)
  })
})

function copy(name: string): string {
  const file = join(freshFolder(), 'library.sqlite')
  copyFileSync(join(folder, name), file)
  return file
}

/** How many rows each table has, the search index's own pages aside. A migration that moves rows on purpose says so here. */
function rows(file: string): Map<string, number> {
  const db = openFile(file)
  const tables = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`)
    .pluck()
    .all()
    .filter(name => !/_(?:words|grams)_(?:data|idx)$/.test(name))
  const counted = tables.map(
    name => [name, db.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0] as const,
  )
  db.close()
  return new Map(counted)
}
