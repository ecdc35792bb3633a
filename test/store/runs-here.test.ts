import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunId } from '@contract/infill.ts'
import type { PlacedRun } from '../../electron/store/runs-here.ts'
import { runsHere, writtenHere } from '../../electron/store/runs-here.ts'
import { recordEnd, startRun } from '../../electron/store/runs.ts'
import { d, libraryWith, r, report, request } from '../support/library.ts'

const before = 'The keeper climbed the stairs. '
const after = ' He could not see the harbour.'
const region = 'The storm had been building since noon.'
const run = (id: string, text = region, texts: string[] = [], beside = { before, after }): PlacedRun => ({
  ...{ id: r(id), texts },
  places: [{ before: beside.before.slice(-32), text, after: beside.after.slice(0, 32) }],
})

/** `|` stands at both ends of the selection. */
function here(name: string, runs: readonly PlacedRun[], page: string, expected: string[], recorded: string[] = []) {
  it(name, () => {
    const [head, selected, tail] = page.split('|') as [string, string, string]
    const place = { from: head.length, to: head.length + selected.length, runs: recorded.map(r) }
    const found = writtenHere(runs, { ...place, text: head + selected + tail })
    expect(found.toSorted()).toEqual(expected as RunId[])
  })
}

describe('a run is at a place', () => {
  const wrote = 'A gale was on its way, he knew.'
  here('where what it was to replace still stands', [run('1')], `${before}|${region}|${after}`, ['1'])
  here('where the caret is in that', [run('1')], `${before}The storm||${region.slice(9)}${after}`, ['1'])
  here('where one of its variants stands', [run('1', region, [wrote])], `${before}|${wrote}|${after}`, ['1'])
  here('after all around it was rewritten', [run('1')], `Quite other words. |${region}| And more.`, ['1'])
  here('by its neighbours, after it was rewritten by hand', [run('1')], `${before}|Rain.|${after}`, ['1'])
  here('by its neighbours, where nothing is left of it', [run('1')], `${before.trim()}||${after}`, ['1'])
  here('a gap', [run('1', '', ['and he went'])], `${before}||${after.trim()}`, ['1'])
  here('a short text with its neighbour', [run('1', 'noon')], `${before.trim()} |noon| and on.`, ['1'])
  here(
    'a whole block, half of it rewritten',
    [run('1', `${region} All was quiet.`, [], { before: '', after: '' })],
    `Other.\n|The storm had been building all day. All was quiet.|`,
    ['1'],
  )
  here('as the text there is recorded as its own', [run('1')], 'Nothing |of| it.', ['1'], ['1'])
  here('not a short text elsewhere', [run('1', 'noon')], 'It was |noon| at sea.', [])
  here('not beside the selection', [run('1')], `|He slept.| Then he rose. ${before}${region}${after}`, [])
  here('not where nothing of it stands', [run('1')], '|Quite other words.|', [])
  here(
    'and so are those that it went on from and led to',
    [
      run('1', region, [wrote]),
      run('2', wrote, ['Wind came up from the west.']),
      run('3', 'Wind came up from the west.'),
      run('4', 'Else.'),
    ],
    'Nothing |of| it.',
    ['1', '2', '3'],
    ['2'],
  )
})

describe('laws', () => {
  const words = fc.array(fc.constantFrom('sea', 'lamp', 'gull', 'stone', 'wind', 'rope'), {
    minLength: 4,
    maxLength: 9,
  })
  const sentence = words.map(list => `${list.join(' ')}.`)
  it('edits around a region never lose it, as long as the region stands', () =>
    fc.assert(
      fc.property(sentence, sentence, sentence, sentence, sentence, (left, text, right, newLeft, newRight) => {
        const placed = run('1', text, [], { before: `${left} `, after: ` ${right}` })
        const page = `${newLeft} ${text} ${newRight}`
        const place = { text: page, from: newLeft.length + 1, to: newLeft.length + 1 + text.length, runs: [] }
        expect(writtenHere([placed], place)).toEqual(['1'])
      }),
    ))
  it('edits of a region never lose it, as long as what is beside it stands', () =>
    fc.assert(
      fc.property(sentence, sentence, sentence, sentence, (left, text, right, fresh) => {
        const placed = run('1', text, [], { before: `${left} `, after: ` ${right}` })
        const page = `${left} ${fresh} ${right}`
        const place = { text: page, from: left.length + 1, to: left.length + 1 + fresh.length, runs: [] }
        expect(writtenHere([placed], place)).toEqual(['1'])
      }),
    ))
})

it('is read from the library, runs of other documents by their record', async () => {
  const db = await libraryWith('a', 'b')
  startRun(db, request('1', 'the old grey words'), d('a'), 1)
  recordEnd(db, r('1'), { kind: 'offered', report: report('some new grey words') }, 2)
  startRun(db, request('2', 'some new grey words'), d('b'), 3)
  const text = 'before some new grey words after'
  expect(runsHere(db, d('a'), { text, from: 10, to: 12, runs: [] })).toEqual(['1'])
  expect(runsHere(db, d('a'), { text, from: 10, to: 12, runs: [r('2')] }).toSorted()).toEqual(['1', '2'])
})
