import fc from 'fast-check'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { acceptTexts } from '../../../../renderer/editor/infill/accept.ts'
import { lockedRanges, mapTargets, targetsBetween, textOf } from '../../../../renderer/editor/infill/targets.ts'
import type { Target } from '../../../../renderer/editor/infill/targets.ts'
import { doc, m, p, stateOf } from '../../../support/page.ts'

type Doc = ReturnType<typeof doc>
type Edit = Readonly<{ at: number; removed: number; added: string }>

const words = fc
  .array(fc.constantFrom('the', 'lamp', 'sea', 'was', 'lit,', 'late.', 'é', '🙂'), { minLength: 1, maxLength: 6 })
  .map(list => `${list.join(' ')} `)
const paragraph = fc
  .array(fc.tuple(words, fc.constantFrom('', '', 'bold', 'lock')), { minLength: 1, maxLength: 4 })
  .map(parts => p(...parts.map(([text, mark]) => (mark === '' ? text : m(text, mark)))))
const documents = fc.array(paragraph, { minLength: 1, maxLength: 4 }).map(blocks => doc(...blocks))
const edits = fc.array(fc.record({ at: fc.nat(400), removed: fc.nat(12), added: fc.constantFrom('', 'x', 'more ') }), {
  maxLength: 10,
})

function targetsOf(content: Doc, a: number, b: number): Target[] {
  const [from, to] = [Math.min(a, b), Math.max(a, b)].map(at => Math.min(at, content.content.size)) as [number, number]
  return targetsBetween(content, from, to)
}

/** An edit of one block that touches no target; null where it would. */
function outside({ doc: content, tr }: EditorState, targets: readonly Target[], edit: Edit): Transaction | null {
  const from = edit.at % content.content.size
  const $from = content.resolve(from)
  if (!$from.parent.isTextblock) return null
  const to = Math.min(from + edit.removed, $from.end())
  return targets.some(target => from < target.to && to > target.from) ? null : tr.insertText(edit.added, from, to)
}

/** The state and its targets after those of the edits that are outside of the targets. */
function edited(content: Doc, first: readonly Target[], list: readonly Edit[]) {
  let state = stateOf(content)
  let targets = first
  for (const edit of list) {
    const tr = outside(state, targets, edit)
    if (tr === null) continue
    targets = mapTargets(targets, tr.mapping)
    state = state.apply(tr)
  }
  return { state, targets }
}

const textsOf = (content: Doc, targets: readonly Target[]) => targets.map(target => textOf(content, target))
const locksOf = (content: Doc, target: Target) =>
  lockedRanges(content, target).map(({ from, to }) => textOf(content, target).slice(from, to))

describe('laws of regions under edits', () => {
  it('edits outside never change a region’s text', () =>
    fc.assert(
      fc.property(documents, fc.nat(160), fc.nat(160), edits, (content, a, b, list) => {
        const first = targetsOf(content, a, b)
        fc.pre(first.length > 0)
        const { state, targets } = edited(content, first, list)
        expect(textsOf(state.doc, targets)).toEqual(textsOf(content, first))
      }),
      { numRuns: 300 },
    ))
  it('what is locked stands in its region after an accept, and is locked still', () =>
    fc.assert(
      fc.property(
        documents,
        fc.nat(160),
        fc.nat(160),
        edits,
        fc.array(words, { minLength: 40, maxLength: 40 }),
        (content, a, b, list, fresh) => {
          const first = targetsOf(content, a, b)
          fc.pre(first.length > 0)
          const { state, targets } = edited(content, first, list)
          const locks = targets.map(target => locksOf(state.doc, target))
          let next = 0
          // What the engine gives: the locks in their order, anything between them.
          const texts = locks.map(own => own.reduce((text, lock) => text + lock + fresh[next++]!, fresh[next++]!))
          const tr = acceptTexts(state.tr, targets, texts)
          const after = state.apply(tr).doc
          const places = targets.map(({ from, to }) => ({ from: tr.mapping.map(from, -1), to: tr.mapping.map(to, 1) }))
          expect(textsOf(after, places)).toEqual(texts)
          expect(places.map(place => locksOf(after, place).join(''))).toEqual(locks.map(own => own.join('')))
        },
      ),
      { numRuns: 300 },
    ))
})
