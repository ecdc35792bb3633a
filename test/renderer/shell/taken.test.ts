import { expect, it } from 'vitest'
import type { RunId } from '@contract/infill.ts'
import { taken } from '../../../renderer/shell/taken.ts'
import { variant } from '../../support/library.ts'
import { at, doc, p, stateOf } from '../../support/page.ts'

it('chosen words of a variant are taken into a passage that was split meanwhile, as one line', () => {
  const content = doc(p('One AAA '), p('BBB two.'))
  const target = { from: at(content, 'AAA').from, to: at(content, 'BBB').to }
  const offer = { ...variant('Xx yy'), index: 0, run: 'run' as RunId, passage: [] }
  const { doc: after } = taken(stateOf(content).tr, [target], offer, { target: 0, part: { from: 0, to: 2 } })
  expect(after.childCount).toBe(1)
  expect(after.textContent).toBe('One Xx BBB two.')
})
