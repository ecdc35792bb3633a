import { expect, it } from 'vitest'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import { rangeOf, textsOf, wholeProject } from '../../../renderer/state/range.ts'
import type { Range } from '../../../renderer/state/range.ts'
import { changeDocument } from '../../../renderer/state/library-view.ts'
import { viewAs } from '../../support/binder.ts'

const d = (id: string) => id as DocumentId
const view = viewAs('P(C(ab)D(c))n', 'xy')
const ids = ({ nodes }: Range) => nodes.map(({ document }) => document.id).join('')

function shows(what: string, range: Range, expected: string) {
  it(what, () => expect(ids(range)).toBe(expected))
}
shows('what the open document holds', rangeOf(view, [], d('P')), 'CD')
shows('what stands beside one that holds nothing', rangeOf(view, [], d('b')), 'ab')
shows('a project, for one that stands in it', rangeOf(view, [], d('x')), 'xy')
shows('the first project with nothing open', rangeOf(view, [], null), 'Pn')
shows('what is picked', rangeOf(view, [d('a'), d('c')], d('x')), 'ac')
shows('a whole project', wholeProject(view, 'q' as ProjectId), 'xy')
it('texts are in reading order, with all they hold, without pictures', () => {
  const pictured = changeDocument(view, d('a'), { isImage: true })
  expect(ids({ title: '', nodes: textsOf(wholeProject(pictured, null)) })).toBe('PCbDcn')
})
