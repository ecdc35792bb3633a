import { describe, expect, it } from 'vitest'
import type { RegionText, RunEnd } from '@contract/infill.ts'
import type { DocJson } from '@contract/library.ts'
import { addedCounts, NO_ORIGINS } from '@contract/origin.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { saveDocument } from '../../electron/store/documents.ts'
import { ProjectMissing } from '../../electron/store/failures.ts'
import { originReport, originsOf } from '../../electron/store/origins.ts'
import { trashDocuments } from '../../electron/store/places.ts'
import { recordEnd, settleRun, startRun } from '../../electron/store/runs.ts'
import { d, libraryWith, p, r, report, request } from '../support/library.ts'

type Part = string | readonly [text: string, kind: string, run?: string, day?: string]

const text = (part: Part) =>
  typeof part === 'string'
    ? { type: 'text', text: part }
    : {
        type: 'text',
        text: part[0],
        marks: [
          { type: 'bold' },
          { type: 'origin', attrs: { kind: part[1], run: part[2] ?? '', day: part[3] ?? '2026-01-02' } },
        ],
      }
const doc = (...blocks: (readonly Part[])[]): DocJson => ({
  type: 'doc',
  content: [
    {
      type: 'blockquote',
      content: blocks.map(parts => ({ type: 'paragraph', content: [...parts.map(text), { type: 'hardBreak' }] })),
    },
  ],
})

function save(db: WriteDb, id: string, content: DocJson): void {
  saveDocument(db, { id: d(id), doc: content, text: '', words: 0, caret: { anchor: 0, head: 0 } }, 1)
}

function accept(db: WriteDb, id: string, regions: readonly RegionText[]): void {
  const made = report('other', 'taken')
  const variants = made.variants.map((it, i) => (i === 1 ? { ...it, regions } : it))
  const end: RunEnd = { kind: 'offered', report: { ...made, variants } }
  startRun(db, { ...request(id), settings: { ...request(id).settings, seed: 48 } }, d('a'), 10)
  recordEnd(db, r(id), end, Date.UTC(2026, 0, 5, 12))
  settleRun(db, r(id), 1)
}

describe('whose words', () => {
  it('are counted by document and project, trash left out', async () => {
    const db = await libraryWith('a', 'b', 'c')
    save(
      db,
      'a',
      doc(
        ['Own. ', ['Theirs.', 'model', 'r1']],
        [
          ['half', 'edited', 'r1', '2026-01-03'],
          ['!', 'pasted'],
        ],
      ),
    )
    save(db, 'b', doc([['Old', 'imported'], ' new', ['?', 'nonsense']]))
    save(db, 'c', doc(['gone']))
    trashDocuments(db, [d('c')], 5)
    const made = originReport(db, p('p'), 99)
    expect(made.documents.map(({ title }) => title)).toEqual(['A', 'B'])
    expect(made.documents[0]!.counts).toEqual({ writer: 5, model: 7, edited: 4, pasted: 1, imported: 0 })
    expect(made.documents[1]!.counts).toEqual({ writer: 5, model: 0, edited: 0, pasted: 0, imported: 3 })
    expect(made.counts).toEqual(addedCounts(made.documents.map(({ counts }) => counts)))
    expect(made.documents[0]!.days).toEqual([
      { day: '2026-01-02', counts: { ...NO_ORIGINS, model: 7, pasted: 1 } },
      { day: '2026-01-03', counts: { ...NO_ORIGINS, edited: 4 } },
    ])
  })
  it('come with the accepted runs, their models and seeds', async () => {
    const db = await libraryWith('a')
    accept(db, 'r1', [[{ kind: 'written', text: 'x', certainty: 1, step: 1 }]])
    startRun(db, request('r2'), d('a'), 20)
    expect(originReport(db, p('p'), 99).documents[0]!.runs).toEqual([
      { id: 'r1', startedAtMs: 10, model: 'starter 0.1.0', modelHash: 'ab12', seed: 48, variant: 2 },
    ])
  })
  it('of a passage come with the runs of which words stand in it', async () => {
    const db = await libraryWith('a')
    accept(db, 'r1', [[{ kind: 'written', text: 'x', certainty: 1, step: 1 }]])
    accept(db, 'r2', [[{ kind: 'written', text: 'y', certainty: 1, step: 1 }]])
    const passage = { id: d('a'), title: 'Selected', doc: doc(['Own ', ['x', 'model', 'r1']]) }
    const { project, counts, documents } = originsOf(db, 'The Tide', [passage], 99)
    expect([project, counts]).toEqual(['The Tide', { ...NO_ORIGINS, writer: 4, model: 1 }])
    expect(documents.map(({ title, runs }) => [title, runs.map(({ id }) => id)])).toEqual([['Selected', ['r1']]])
  })
  it('need a project', async () => {
    const db = await libraryWith('a')
    expect(() => originReport(db, p('none'), 1)).toThrow(ProjectMissing)
  })
})

describe('text from before the record', () => {
  const regions: readonly RegionText[] = [
    [
      { kind: 'written', text: 'The wild ', certainty: 1, step: 1 },
      { kind: 'kept', text: 'storm ' },
      { kind: 'written', text: 'came on.', certainty: 1, step: 1 },
    ],
  ]
  async function counted(content: DocJson) {
    const db = await libraryWith('a')
    save(db, 'a', content)
    accept(db, 'r1', regions)
    return originReport(db, p('p'), 99).documents[0]!
  }
  it('is the writer’s, but for what the history says was written by the model', async () => {
    const { counts, byHistory, days } = await counted(doc(['Then. The wild storm came on. He slept.']))
    expect(counts).toEqual({ ...NO_ORIGINS, writer: 22, model: 17 })
    expect(byHistory).toBe(17)
    expect(days).toEqual([{ day: '2026-01-05', counts: { ...NO_ORIGINS, model: 17 } }])
  })
  it('is not looked for where the run has its record', async () => {
    const { counts, byHistory } = await counted(doc(['The wild storm came on.'], [['x', 'model', 'r1']]))
    expect([counts.model, byHistory]).toEqual([1, 0])
  })
  it('is the writer’s once it was changed', async () => {
    const { byHistory } = await counted(doc(['The wild storms came on.']))
    expect(byHistory).toBe(0)
  })
})
