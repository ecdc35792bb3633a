import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptTexts } from '../../../renderer/editor/infill/accept.ts'
import { passageOf } from '../../../renderer/editor/infill/passage.ts'
import { lockFound, namesAndNumbers, quotedSpeech, unlockAll } from '../../../renderer/editor/lockable.ts'
import { at, br, doc, m, p, stateOf } from '../../support/page.ts'

function finds(find: typeof namesAndNumbers, text: string, expected: readonly string[]) {
  it(`${text} has ${expected.join(', ') || 'none'}`, () =>
    expect(find(text).map(({ from, to }) => text.slice(from, to))).toEqual(expected))
}

describe('names and numbers', () => {
  finds(namesAndNumbers, 'The keeper met Marta Holm at noon.', ['Marta Holm'])
  finds(namesAndNumbers, 'It rained. Then it stopped! Did he go?', [])
  finds(namesAndNumbers, 'He said: “Come in,” and I’m sure that I did.', [])
  finds(namesAndNumbers, 'On 14 May, at 14:02, 1,204 of them came.', ['14 May', '14:02', '1,204'])
  finds(namesAndNumbers, 'So did Marta’s boat, the B2.', ['Marta’s', 'B2'])
  finds(namesAndNumbers, 'Da war Ødegård (Oslo).', ['Ødegård'])
})
describe('quoted speech', () => {
  finds(quotedSpeech, '“Not tonight,” he said, “go.”', ['“Not tonight,”', '“go.”'])
  finds(quotedSpeech, 'He said "no" and didn’t say "yes', ['"no"'])
})

describe('locking what is found', () => {
  const content = doc(p('The keeper met ', m('Marta', 'bold'), ' at ', br(), 'the Ness.'), p('Then Holm came in 1870.'))
  const locked = (of: typeof content) => {
    const words: string[] = []
    of.descendants(node => {
      if (node.marks.some(mark => mark.type.name === 'lock')) words.push(node.text!)
    })
    return words
  }
  const all = [
    { from: 1, to: at(content, 'Ness.').to },
    { from: at(content, 'Then Holm').from, to: at(content, '1870.').to },
  ]
  it('keeps to the targets', () =>
    expect(locked(lockFound(stateOf(content).tr, [at(content, 'keeper met Mar')], namesAndNumbers).doc)).toEqual([
      'Mar',
    ]))
  it('reaches all targets, a second time none', () => {
    const tr = lockFound(stateOf(content).tr, all, namesAndNumbers)
    expect(locked(tr.doc)).toEqual(['Marta', 'Ness', 'Holm', '1870'])
    expect(lockFound(stateOf(tr.doc).tr, all, namesAndNumbers).docChanged).toBe(false)
    expect(unlockAll(stateOf(tr.doc).tr).doc.toJSON()).toEqual(content.toJSON())
  })
  it('what is locked is kept, and is still locked when other words were accepted round it', () => {
    const piece = fc.constantFrom('the', 'sea', 'Marta', 'Holm', '14', 'was', 'grey')
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2, maxLength: 12 }), fc.array(piece, { maxLength: 4 }), (words, put) => {
        const plain = doc(p(words.join(' ')))
        const target = { from: 1, to: plain.content.size - 1 }
        const state = stateOf(lockFound(stateOf(plain).tr, [target], namesAndNumbers).doc)
        const span = passageOf(state.doc, [target], { strength: 1, seed: 1 })[1]!
        if (span.kind !== 'region') throw new RangeError('no region')
        const kept = span.kept.map(({ from, to }) => span.text.slice(from, to))
        expect(kept).toEqual(locked(state.doc))
        const variant = kept.map(text => `${put.join(' ').toLowerCase()}… ${text} `).join('')
        const after = acceptTexts(state.tr, [target], [variant]).doc
        expect(after.textContent).toBe(variant)
        expect(locked(after).join(' ')).toBe(kept.join(' '))
      }),
      { numRuns: 200 },
    )
  })
})
