import { expect, it } from 'vitest'
import type { RegionText } from '@contract/infill.ts'
import type { RunRecord } from '@contract/library.ts'
import { wordOfRun } from '../../../renderer/shell/run-targets.ts'
import { d, places, request, variant } from '../../support/library.ts'
import { at, doc, p } from '../../support/page.ts'

const content = doc(p('before a lamp after'))
const text: RegionText = [{ kind: 'written', text: 'a lamp', certainty: 0.5, step: 1, place: 1 }]
const wrote = { ...variant(''), regions: [text], places }
const nothing = { ...variant(''), regions: [[{ kind: 'open' }]] } as const
const stopped: RunRecord = {
  ...request('run'),
  ...{ document: d('d'), startedAtMs: 1, fate: 'stopped', accepted: 1, starred: [], start: null },
  end: {
    kind: 'stopped',
    last: { run: request('run').id, step: 1, of: 2, variants: [nothing, wrote, variant('else')] },
  },
}

it('the word that an accepted variant has at a position is told by the number it had, of a stopped run too', () => {
  const { from } = at(content, 'lamp')
  expect(wordOfRun(content, stopped, from + 1)).toMatchObject({ from, places, word: { text: 'lamp' } })
})
it('of a text that stands otherwise now none is told', () =>
  expect(wordOfRun(doc(p('before a lamb after')), stopped, 10)).toBeNull())
