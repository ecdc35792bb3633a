import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallName } from '@contract/ipc.ts'
import { checks } from '../../electron/main/checks.ts'
import { defaultRunSettings, defaultSettings } from '../../electron/store/settings.ts'
import { historyOf, places, request } from '../support/library.ts'

const draft = {
  id: 'a',
  doc: {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'bold' }] }] }],
  },
  text: 'x',
  words: 1,
  caret: { anchor: 1, head: 1 },
}
const ID = '6b3d0f0c-9f0e-4c38-9d7a-0d7f0b6f6d11'
const PLACE = { project: ID, parent: null, position: 3 }
/** Good arguments for every call; a new call does not compile without some. */
const good: Record<CallName, unknown[]> = {
  'library:view': [],
  'project:create': [ID, 'A title', 'novel'],
  'project:rename': [ID, 'A title'],
  'project:trash': [ID],
  'project:restore': [ID],
  'document:create': [ID, PLACE, 'A title', 'scene'],
  'document:load': [ID],
  'document:save': [draft],
  'document:journal': [{ id: ID, revision: 3, first: 0, steps: [{ stepType: 'replace', from: 1, to: 1 }] }],
  'document:save-all': [[{ ...draft, base: 3 }]],
  'document:texts': [ID],
  'document:rename': [ID, 'A title'],
  'document:move': [[ID], PLACE],
  'document:trash': [[ID]],
  'document:describe': [[ID], { kind: 'part', label: null, status: 'draft', synopsis: '', target: 500 }],
  'document:split': [draft, { id: ID, title: 'The rest', doc: draft.doc, text: 'x', words: 1 }],
  'document:merge': [draft, [ID]],
  'document:duplicate': [[{ from: ID, to: ID }]],
  'document:add-image': [ID, PLACE, 'A map', new Uint8Array([1, 2, 3])],
  'document:image': [ID],
  'label:save': [{ id: ID, name: 'Anna', colour: 'green' }],
  'label:delete': [ID],
  'writing:days': ['2026-01-31'],
  'window:full-screen': [],
  'window:edit': ['paste'],
  'menu:show-keys': [[{ command: 'import', chord: 'Mod+Shift+O' }]],
  'document:restore': [ID],
  'library:recover': [{ title: 'A', text: 'Words' }],
  'library:back-up': [ID],
  'backup:list': [],
  'backup:look': ['library 2026-01-02T03-04-05.000Z by hand.sqlite'],
  'backup:restore': ['library 2026-01-02T03-04-05.000Z by hand.sqlite', ID],
  'backup:other-folder': [],
  'backup:choose-folder': [true],
  'recovery:view': [],
  'recovery:act': ['salvage', ID],
  'recovery:show-folder': [],
  'recovery:quit': [],
  'snapshot:take': [
    { document: ID, cause: 'by hand', name: 'Before', content: { doc: draft.doc, text: '', words: 0 } },
  ],
  'snapshot:take-project': [ID, ''],
  'snapshot:list': [ID],
  'snapshot:list-set': [ID],
  'snapshot:load': [ID],
  'snapshot:rename': [ID, 'Before the flood'],
  'snapshot:remove': [ID],
  'snapshot:restore': [[ID]],
  'scrap:keep': [
    {
      ...{ id: ID, project: ID, document: ID, run: null },
      content: { doc: { type: 'doc' }, text: 'The lamp', words: 2, openStart: 1, openEnd: 0 },
    },
  ],
  'scrap:list': [{ project: ID, text: 'lamp', shown: 'shelf' }, { atMs: 1, key: 2 }, 30],
  'scrap:load': [ID],
  'scrap:star': [ID, true],
  'scrap:trash': [ID],
  'scrap:restore': [ID],
  'search:text': [{ text: 'the lamp', project: null }],
  'export:run': [
    {
      ...{ id: ID, scope: { kind: 'selection', document: ID, doc: draft.doc }, format: 'docx', headings: 'all' },
      ...{ titlePage: false, origins: true, author: '', language: 'de-AT' },
    },
  ],
  'export:library': [ID],
  'export:reveal': [ID],
  'import:read': [ID, 'folder'],
  'import:split': [ID, 'heading-1'],
  'import:keep': [{ id: ID, split: 'as-is', leaveOut: [2], into: null, title: 'A title', keepOriginals: true }],
  'original:list': [ID],
  'original:save': [ID, 3],
  'job:cancel': [ID],
  'spelling:view': [],
  'spelling:check': [['teh']],
  'spelling:suggest': ['teh'],
  'spelling:add-word': ['Corrie'],
  'spelling:remove-word': ['Corrie'],
  'spelling:add-dictionary': [],
  'settings:save': [{ ...defaultSettings, openDocument: ID }],
  'run:start': [{ ...request('r'), start: [places] }, ID],
  'run:cancel': [ID],
  'run:foresee': [request('r').passage, { length: { kind: 'auto' }, around: 'scenes' }, 'd'],
  'question:ask': [
    { id: ID, kind: 'alternatives', of: { passage: request('r').passage, places }, word: [0], avoid: [] },
    ID,
    'scenes',
  ],
  'question:cancel': [ID],
  'run:settle': [ID, null],
  'run:star': [ID, 0, true],
  'run:list': [
    { ...historyOf(), scope: { kind: 'passage', document: ID, place: { text: 'a', from: 0, to: 1, runs: [ID] } } },
    { atMs: 1, key: 2 },
    30,
  ],
  'run:load': [ID],
  'run:foresee-pruning': [{ scope: { kind: 'library' }, beforeMs: 5, keepBytes: null, starred: false, accepted: true }],
  'run:prune': [[ID]],
  'origins:report': [ID],
  'origins:export': [ID, 'json'],
  'model:state': [],
  'engine:attach': [],
  'close:ready': [],
  'close:held': [],
}
const names = Object.keys(good) as CallName[]

describe('every call', () => {
  for (const name of names) {
    it(`${name} takes what it should, unchanged`, () => expect(checks[name](good[name])).toEqual(good[name]))
    it(`${name} refuses one argument too many`, () => expect(() => checks[name]([...good[name], 1])).toThrow())
    it(`${name} refuses rubbish in any place`, () => {
      fc.assert(
        fc.property(
          fc.nat(),
          fc.oneof(fc.double(), fc.dictionary(fc.string(), fc.string()), fc.bigInt()),
          (at, rubbish) => {
            if (good[name].length === 0) return
            const place = at % good[name].length
            if (typeof good[name][place] === 'number' && typeof rubbish === 'number') return
            if (name === 'run:settle' && place === 1) return
            const args = good[name].with(place, rubbish)
            expect(() => checks[name](args)).toThrow()
          },
        ),
      )
    })
  }
})

function refuses(what: string, name: CallName, ...args: unknown[]) {
  it(what, () => expect(() => checks[name](args)).toThrow())
}
const region = (text: string, ...kept: [number, number][]) => ({
  kind: 'region',
  text,
  kept: kept.map(([from, to]) => ({ from, to })),
})
const wished = (length: object) => ({ ...region(''), length })
const passage = (...spans: unknown[]) => ({ ...request('r'), passage: spans })
const start = (...change: object[]) => ({ ...request('r'), start: change.map(it => ({ ...places, ...it })) })
const settings = (change: object) => ({ ...request('r'), settings: { ...defaultRunSettings, ...change } })

it('takes a length for one region, and none', () => {
  const spans = [wished({ kind: 'words', words: 20 }), wished({ kind: 'auto' }), region('abc')]
  expect(checks['run:start']([passage(...spans), ID])[0].passage).toEqual(spans)
})

describe('refused', () => {
  refuses('an id that is a path', 'document:load', '../../etc/passwd')
  refuses('an empty id', 'document:load', '')
  refuses('an empty title', 'project:create', ID, '  ', 'blank')
  refuses('a template that is not there', 'project:create', ID, 'A title', 'epic')
  refuses('nothing to move', 'document:move', [], PLACE)
  refuses('a place before the first', 'document:move', [ID], { ...PLACE, position: -1 })
  refuses('a target of no words', 'document:describe', [ID], { target: 0 })
  refuses('a field that a card has not', 'document:describe', [ID], { title: 'x' })
  refuses('a colour that no theme has', 'label:save', { id: ID, name: 'Anna', colour: '#f00' })
  refuses('a picture larger than a project takes', 'document:add-image', ID, PLACE, 'x', new Uint8Array(20_000_001))
  refuses('a day that is none', 'writing:days', 'yesterday')
  refuses('an endless title', 'project:create', ID, 'x'.repeat(501), 'blank')
  refuses('a document that is none', 'document:save', { ...draft, doc: { type: 'paragraph' } })
  refuses('a document with a stranger in it', 'document:save', {
    ...draft,
    doc: { type: 'doc', content: [{ type: 'text', text: 'x', evil: 1 }] },
  })
  refuses('a map for a document', 'document:save', { ...draft, doc: new Map([['type', 'doc']]) })
  refuses('a negative word count', 'document:save', { ...draft, words: -1 })
  refuses('a caret between two places', 'document:save', { ...draft, caret: { anchor: 1.5, head: 1 } })
  refuses('an unknown field', 'document:save', { ...draft, path: '/' })
  refuses('kept ranges that overlap', 'run:start', passage(region('abcdef', [0, 3], [2, 4])), ID)
  refuses('kept ranges in disorder', 'run:start', passage(region('abcdef', [3, 4], [0, 1])), ID)
  refuses('a kept range past the end', 'run:start', passage(region('abc', [1, 4])), ID)
  refuses('a kept range the wrong way round', 'run:start', passage(region('abc', [2, 1])), ID)
  refuses('a region’s wish for no words', 'run:start', passage(wished({ kind: 'words', words: 0 })), ID)
  refuses('a region’s wish of another kind', 'run:start', passage(wished({ kind: 'endless' })), ID)
  refuses('nine variants', 'run:start', settings({ variants: 9 }), ID)
  refuses('no variant', 'run:start', settings({ variants: 0 }), ID)
  refuses('a strength above 1', 'run:start', settings({ strength: 1.01 }), ID)
  refuses('a temperature that is no number', 'run:start', settings({ temperature: NaN }), ID)
  refuses('a seed of 33 bits', 'run:start', settings({ seed: 2 ** 32 }), ID)
  refuses('a length without its words', 'run:start', settings({ length: { kind: 'words' } }), ID)
  refuses('a wish that is no word', 'run:start', settings({ avoid: ['!'] }), ID)
  refuses('41 wishes', 'run:start', settings({ use: Array(41).fill('sea') }), ID)
  refuses('an unknown sampler', 'run:start', settings({ sampler: 'guess' }), ID)
  refuses('a start of nothing', 'run:start', start(), ID)
  refuses('more starts than variants', 'run:start', start(...Array.from({ length: 9 }, () => ({}))), ID)
  refuses('places of another number than their rooms', 'run:start', start({ rooms: [2, 2] }), ID)
  refuses('a certainty too few', 'run:start', start({ certainty: [0.5, 1] }), ID)
  refuses('a certainty above 1', 'run:start', start({ certainty: [0.5, 1.1, 0] }), ID)
  refuses('an id below the open one', 'run:start', start({ ids: [7, 0, -2] }), ID)
  refuses('a step between two', 'run:start', start({ steps: [0.5, 0, 0] }), ID)
  refuses('a room for nothing', 'run:start', start({ rooms: [2, 1, 0] }), ID)
  refuses('a model that is no hash', 'run:start', start({ model: '../x' }), ID)
  refuses(
    'more places than a canvas has',
    'run:start',
    start({ rooms: [801], ids: Array(801).fill(1), certainty: Array(801).fill(1), steps: Array(801).fill(1) }),
    ID,
  )
  refuses('an unknown theme', 'settings:save', { ...defaultSettings, theme: 'plaid' })
  refuses('a variant before the first', 'run:settle', ID, -1)
})
it('takes a region with locks and lines', () => {
  const args = [passage({ ...region('abcdef', [0, 2], [2, 3], [5, 6]), lines: true }), ID]
  expect(checks['run:start'](args)).toEqual(args)
})
it('takes the document that a deep nest of quotes makes', () => {
  let node: object = { type: 'paragraph' }
  for (let i = 0; i < 200; i++) node = { type: 'blockquote', content: [node] }
  const args = [{ ...draft, doc: { type: 'doc', content: [node] } }]
  expect(checks['document:save'](args)).toEqual(args)
})
it('trims a title', () => expect(checks['project:rename']([ID, '  Tide ']).at(1)).toBe('Tide'))
