import { Fragment, Slice } from '@tiptap/pm/model'
import { ReplaceStep, Transform } from '@tiptap/pm/transform'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocJson, StepJson } from '@contract/library.ts'
import { withTyped } from '../../../electron/files/typed.ts'
import { replay, wholeChange } from '../../../renderer/editor/journal.ts'
import { doc, m, p, schema } from '../../support/page.ts'

const page = () => doc(p('The lamp had burned since noon.'), p('Nobody came.'))
const wire = (steps: Transform['steps']) =>
  JSON.parse(JSON.stringify(steps.map(step => step.toJSON() as unknown))) as StepJson[]

/** What a writer does, at a place given as a share of the document. */
const deed = fc.tuple(fc.constantFrom('type', 'erase', 'split', 'bold'), fc.double({ min: 0, max: 1, noNaN: true }))

function done(deeds: readonly (readonly [string, number])[]): Transform {
  const tr = new Transform(page())
  for (const [what, share] of deeds) {
    const at = 1 + Math.floor(share * (tr.doc.content.size - 2))
    const $at = tr.doc.resolve(at)
    if (!$at.parent.isTextblock) continue
    if (what === 'type') tr.insert(at, m('ink'))
    else if (what === 'split') tr.split(at)
    else if (what === 'bold') tr.addMark($at.start(), at, schema.mark('bold'))
    else if (at < $at.end()) tr.delete(at, at + 1)
  }
  return tr
}

describe('replaying a journal', () => {
  it('gives the document that was typed, over the wire and back', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30 }), deeds => {
        const tr = done(deeds)
        expect(replay(schema, page(), wire(tr.steps))?.eq(tr.doc)).toBe(true)
        expect(withTyped(page().toJSON() as DocJson, wire(tr.steps))).toEqual(tr.doc.toJSON())
      }),
    )
  })
  it('gives nothing where a step does not fit', () => {
    const steps = wire(new Transform(page()).insert(40, m('late')).steps)
    expect(replay(schema, doc(p('short')), steps)).toBeNull()
    expect(withTyped(doc(p('short')).toJSON() as DocJson, steps)).toBeNull()
  })
  it('gives nothing for a step of an unknown kind', () => {
    const unknown = [{ stepType: 'from the future' }]
    expect(replay(schema, page(), unknown)).toBeNull()
    expect(withTyped(page().toJSON() as DocJson, unknown)).toBeNull()
  })
  it('gives nothing where the result is no document', () => {
    const empty = new Slice(Fragment.from(schema.nodes['blockquote']!.create()), 0, 0)
    const misplaced = new ReplaceStep(0, 0, empty).toJSON() as StepJson
    expect(replay(schema, page(), [misplaced])).toBeNull()
    expect(withTyped(page().toJSON() as DocJson, [misplaced])).toBeNull()
  })
  it('a whole change turns one document into the other', () => {
    const after = doc(p('Other.'))
    expect(wholeChange(page(), after).apply(page()).doc?.eq(after)).toBe(true)
  })
})
