import { expect, it } from 'vitest'
import { NO_ORIGINS } from '@contract/origin.ts'
import type { OriginReport } from '@contract/origin.ts'
import { markdownOf } from '../../electron/files/markdown/write.ts'
import type { RichDoc } from '../../electron/files/rich-text.ts'
import { originJson, originMarkdown, originPiece } from '../../electron/main/origin-text.ts'
import { d } from '../support/library.ts'

const counts = { ...NO_ORIGINS, writer: 75, model: 25 }
const report: OriginReport = {
  project: 'The Lamplighter',
  madeAtMs: new Date(2026, 0, 2, 12).getTime(),
  counts,
  documents: [
    {
      ...{ id: d('a'), title: 'A | B', counts, byHistory: 9, days: [{ day: '2026-01-01', counts }] },
      runs: [{ id: 'r', startedAtMs: 0, model: 'starter 0.1.1', modelHash: 'abcdef0123456789', seed: 48, variant: 2 }],
    },
    { id: d('b'), title: 'Untouched', counts: { ...NO_ORIGINS }, byHistory: 0, days: [], runs: [] },
  ],
}

it('Markdown tells shares, days and runs, and escapes what would break a table', () => {
  const text = originMarkdown(report)
  expect(text).toContain('# Whose words: The Lamplighter\n\nMade on 2026-01-02.')
  expect(text).toContain('| A \\| B | 75 (75.0 %) | 25 (25.0 %) | 0 (0.0 %) |')
  expect(text).toContain('| Untouched | 0 | 0 | 0 | 0 | 0 |')
  expect(text).toContain('| 2026-01-01 | 25 (25.0 %) | 0')
  expect(text).toContain('9 characters are older than the record')
  expect(text).toContain('- 1970-01-01T00:00:00.000Z: variant 2 of seed 48, starter 0.1.1 (abcdef012345)')
  expect(text).not.toContain('## Untouched')
})
it('a last chapter tells shares and runs, in lists that every format has', () => {
  const { title, doc } = originPiece(report)
  const text = markdownOf(doc as RichDoc)
  expect(title).toBe('Whose words')
  expect(text).toMatch(/^Made on 2026-01-02\. Counted in characters/)
  expect(text).toContain('- A | B: Writer 75 (75.0 %); Model 25 (25.0 %)\n')
  expect(text).toContain('A | B: 9 characters are older than the record')
  expect(text).toContain('- 1970-01-01T00:00:00.000Z: variant 2 of seed 48, starter 0.1.1 (abcdef012345)')
  expect(text).not.toMatch(/Untouched|^- All/m)
})
it('JSON holds all of it', () => {
  const { made, unit, ...rest } = JSON.parse(originJson(report)) as Record<string, unknown>
  expect(made).toBe(new Date(report.madeAtMs).toISOString())
  expect(unit).toBe('UTF-16 code units')
  expect(rest).toEqual({ project: report.project, counts: report.counts, documents: report.documents })
})
