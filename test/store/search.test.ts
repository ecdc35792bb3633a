import fc from 'fast-check'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LabelId } from '@contract/binder.ts'
import type { DocJson } from '@contract/library.ts'
import type { ScrapId } from '@contract/scraps.ts'
import type { Piece } from '@contract/search.ts'
import { openFile } from '../../electron/store/database.ts'
import type { WriteDb } from '../../electron/store/database.ts'
import { createDocument, renameDocument, saveDocument } from '../../electron/store/documents.ts'
import { describeDocuments } from '../../electron/store/cards.ts'
import { deleteLabel, saveLabel } from '../../electron/store/labels.ts'
import { keepScrap, trashScrap } from '../../electron/store/scraps.ts'
import { trashDocuments } from '../../electron/store/places.ts'
import { createProject, trashProject } from '../../electron/store/projects.ts'
import { recordEnd, startRun } from '../../electron/store/runs.ts'
import { documentTexts, searchText } from '../../electron/store/search.ts'
import { freshFolder } from '../support/folders.ts'
import { d, libraryWith, opened, p, report, request, r, scrap } from '../support/library.ts'

const save = (db: WriteDb, id: string, text: string) =>
  saveDocument(db, { id: d(id), doc: { type: 'doc' }, text, words: 1, caret: { anchor: 1, head: 1 } }, 2)
const search = (db: WriteDb, text: string, project: string | null = null) =>
  searchText(db, { text, project: project === null ? null : p(project) })
const found = (db: WriteDb, text: string, project: string | null = null) =>
  search(db, text, project)
    .documents.map(hit => hit.document)
    .sort()
    .join('')
const shown = (pieces: readonly Piece[]) => pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')

describe('documents are found', () => {
  function finds(what: string, text: string, query: string, expected = true) {
    it(what, async () => {
      const db = await libraryWith('a')
      save(db, 'a', text)
      expect(found(db, query)).toBe(expected ? 'a' : '')
    })
  }
  finds('by a word', 'The lamp was lit.', 'lamp ')
  finds('by the beginning of the last word', 'The lamplighter came.', 'the lamp')
  finds('not by the beginning of a word that is finished', 'The lamplighter came.', 'lamp ', false)
  finds('in any order', 'The lamp was lit.', 'lit lamp')
  finds('only by all words', 'The lamp was lit.', 'lamp storm', false)
  finds('by a phrase', 'The lamp was lit.', '"lamp was"')
  finds('not by words of a phrase elsewhere', 'The lamp was lit.', '"was lamp"', false)
  finds('not with an unwanted word', 'The lamp was lit.', 'lamp -lit', false)
  finds('whatever the case', 'The LAMP', 'lamp')
  finds('whatever the diacritics of the text', 'Café à Zürich, Łódź', 'cafe zurich')
  finds('whatever the diacritics of the query', 'Cafe in Zurich', 'Café')
  finds('with an apostrophe', 'She didn’t come', 'didn’t')
  finds('by three Chinese characters inside a sentence', '昨天夜里下了大雨。', '夜里下')
  finds('by one Japanese character', '夏目漱石の猫である', '猫')
  finds('by Japanese and English at once', '夏目漱石 wrote of a 猫である cat', '猫である cat')
  finds('not by Chinese that is not there', '昨天夜里下了大雨。', '里下了小', false)
  finds('by Korean inside a word', '등대지기는 계단을 올라갔다', '대지기')
  finds('by Thai', 'ประภาคารอยู่ริมทะเล', 'คารอยู่')
  finds('not by signs alone', 'The lamp: "lit" * AND NOT', '"*" : -', false)
  finds('by words that FTS5 knows as its own', 'this AND that OR NEAR', 'AND NEAR OR')

  it('any query is answered', async () => {
    const db = await libraryWith('a')
    save(db, 'a', 'The lamp was lit. 猫')
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-"'*(){}^:+a 猫]{0,12}$/)),
        text => void search(db, text),
      ),
      { examples: [['\0'], ['lamp\0'], ['\0lamp 猫']] },
    )
    expect(search(db, 'lamp\0').documents).toHaveLength(1)
  })
  it('every word of a text finds it', async () => {
    const db = await libraryWith('a')
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zà-öø-ÿ0-9]{1,8}$/), { minLength: 1 }), words => {
        save(db, 'a', words.join(' '))
        for (const word of words) expect(found(db, `${word} `)).toBe('a')
      }),
    )
  })
})

describe('the index follows', () => {
  it('a save, a title, and a text that loses its Chinese', async () => {
    const db = await libraryWith('a', 'b')
    save(db, 'a', 'old words 猫が好きです')
    save(db, 'a', 'new words')
    expect([found(db, 'old'), found(db, 'new'), found(db, '猫が好き')]).toEqual(['', 'a', ''])
    save(db, 'a', 'again 猫が好きです')
    save(db, 'a', 'again 犬が好きです')
    expect([found(db, '猫が好き'), found(db, '犬が好き')]).toEqual(['', 'a'])
    renameDocument(db, d('b'), 'A chapter on lamps')
    expect(found(db, 'chapter')).toBe('b')
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  })
  it('a save that is rolled back', async () => {
    const db = await libraryWith('a')
    save(db, 'a', 'kept')
    expect(() =>
      db.transaction(() => {
        save(db, 'a', 'gone')
        throw new RangeError('no')
      })(),
    ).toThrow()
    expect([found(db, 'kept'), found(db, 'gone')]).toEqual(['a', ''])
  })
  it('whatever is written, to the letter', async () => {
    const db = await libraryWith('a', 'b')
    const text = fc.stringMatching(/^(?:[ab]{1,3} |猫犬鳥|漢字仮名 ){0,5}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), text), { maxLength: 8 }), writes => {
        for (const [id, each] of writes) save(db, id, each)
        db.prepare(`INSERT INTO document_words (document_words, rank) VALUES ('integrity-check', 1)`).run()
        for (const query of ['猫犬鳥', '字仮名']) {
          const holding = documentTexts(db, null).filter(it => it.text.includes(query))
          expect(found(db, query)).toBe(holding.map(({ id }) => id).join(''))
        }
      }),
    )
  })
})

describe('where', () => {
  it('one project, or all; nothing in the trash', async () => {
    const db = await libraryWith('a', 'b', 'c')
    createProject(db, p('q'), 'Q', 1)
    createDocument(db, d('x'), p('q'), 'X', 1)
    for (const id of ['a', 'b', 'c', 'x']) save(db, id, 'the lamp')
    trashDocuments(db, [d('b')], 3)
    expect([found(db, 'lamp'), found(db, 'lamp', 'p'), found(db, 'lamp', 'q')]).toEqual(['acx', 'ac', 'x'])
    expect(documentTexts(db, p('p')).map(({ id }) => id)).toEqual(['a', 'c'])
    trashProject(db, p('p'), 4)
    expect(found(db, 'lamp')).toBe('x')
    expect(documentTexts(db, null)).toEqual([{ id: 'x', revision: 1, text: 'the lamp' }])
  })
  it('a title weighs more than a text', async () => {
    const db = await libraryWith('a', 'b')
    save(db, 'a', 'lamp lamp and the keeper')
    renameDocument(db, d('b'), 'The lamp')
    expect(search(db, 'lamp').documents.map(hit => hit.document)).toEqual(['b', 'a'])
  })
})

describe('an excerpt', () => {
  it('shows the words as they stand, and what is around them', async () => {
    const db = await libraryWith('a')
    save(db, 'a', `${'far away. '.repeat(40)}In the Café\n\nthey met. ${'Long after. '.repeat(40)}`)
    const [hit] = search(db, 'cafe').documents
    expect(shown(hit!.excerpt)).toMatch(/^….*In the \[Café\] they met\. .*…$/)
  })
  it('of Chinese too', async () => {
    const db = await libraryWith('a')
    save(db, 'a', `${'好'.repeat(200)}夜里下了大雨${'好'.repeat(200)}`)
    expect(shown(search(db, '夜里下').documents[0]!.excerpt)).toMatch(/^…好+\[夜里下\]了大雨好+…$/)
  })
  it('shows hits of the title', async () => {
    const db = await libraryWith('a')
    renameDocument(db, d('a'), 'The lamp is lit')
    expect(shown(search(db, 'lamp').documents[0]!.title)).toBe('The [lamp] is lit')
  })
})

describe('footnotes', () => {
  const note = (text: unknown) => ({ type: 'footnote', attrs: { text } })
  const page = (notes: readonly unknown[], said: string) =>
    notes.map(text => ({
      type: 'blockquote',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: said }, note(text)] }],
    }))
  function write(db: WriteDb, id: string, notes: readonly unknown[], text = 'The tide.'): void {
    const doc = { type: 'doc', content: page(notes, text) } as DocJson
    saveDocument(db, { ...{ id: d(id), text, words: 2, doc }, caret: { anchor: 1, head: 1 } }, 2)
  }
  const of = (db: WriteDb, query: string) =>
    search(db, query).footnotes.map(hit => [hit.document, hit.number, shown(hit.excerpt)])
  it('are found with the number that each has on its page', async () => {
    const db = await libraryWith('a', 'b')
    write(db, 'a', ['Of the spring tide.', '', 'Said by “the keeper”, 1874.'])
    write(db, 'b', ['昨天夜里下了大雨'])
    expect(of(db, 'keeper')).toEqual([['a', 3, 'Said by “the [keeper]”, 1874.']])
    expect(of(db, 'spring tide')).toEqual([['a', 1, 'Of the [spring] [tide].']])
    expect(of(db, '夜里下')).toEqual([['b', 1, '昨天[夜里下]了大雨']])
    expect(of(db, 'footnote')).toEqual([])
  })
  it('follow what is written, put in and taken out', async () => {
    const db = await libraryWith('a')
    write(db, 'a', ['first', 'second'])
    write(db, 'a', ['new', 'first', 'other'])
    expect([of(db, 'first'), of(db, 'other'), of(db, 'second')]).toEqual([
      [['a', 2, '[first]']],
      [['a', 3, '[other]']],
      [],
    ])
    write(db, 'a', [])
    expect(of(db, 'new')).toEqual([])
    db.prepare(`INSERT INTO footnote_words (footnote_words, rank) VALUES ('integrity-check', 1)`).run()
    expect(db.prepare('SELECT count(*) FROM footnote').pluck().get()).toBe(0)
  })
  it('are not written anew by a save that leaves them as they are', async () => {
    const db = await libraryWith('a')
    write(db, 'a', ['first', 'second'])
    const { n } = db.prepare<[], { n: number }>('SELECT total_changes() AS n').get()!
    write(db, 'a', ['first', 'second'], 'The tide turned.')
    const same = db.prepare<[], { n: number }>('SELECT total_changes() AS n').get()!.n - n
    write(db, 'a', ['first', 'third'], 'The tide.')
    const one = db.prepare<[], { n: number }>('SELECT total_changes() AS n').get()!.n - n - same
    expect(one).toBeGreaterThan(same)
  })
  it('not where a damaged file left no document, nor where no text is', async () => {
    const db = await libraryWith('a', 'b')
    write(db, 'a', [7, null, { a: 1 }])
    db.prepare(`UPDATE document SET doc_json = '{"type":"footnote" and then' WHERE id = 'b'`).run()
    expect(of(db, '7')).toEqual([['a', 1, '[7]']])
  })
  it('not of a document in the trash, nor of another project', async () => {
    const db = await libraryWith('a')
    createProject(db, p('q'), 'Q', 1)
    write(db, 'a', ['spring'])
    expect(search(db, 'spring', 'q').footnotes).toEqual([])
    trashDocuments(db, [d('a')], 7)
    expect(of(db, 'spring')).toEqual([])
  })
})

describe('cards', () => {
  const withCard = async (synopsis: string, label = '') => {
    const db = await libraryWith('a', 'b')
    if (label !== '') saveLabel(db, { id: 'l' as LabelId, name: label, colour: 'blue' })
    describeDocuments(db, [d('a')], { synopsis, ...(label === '' ? {} : { label: 'l' as LabelId }) })
    return db
  }
  const of = (db: WriteDb, query: string) =>
    search(db, query).cards.map(({ document, synopsis, label }) => [document, shown(synopsis), shown(label)])
  it('are found by the synopsis, by the label, and by both together', async () => {
    const db = await withCard('The keeper drowns in the café.', 'Anna’s thread')
    expect(of(db, 'keeper')).toEqual([['a', 'The [keeper] drowns in the café.', 'Anna’s thread']])
    expect(of(db, 'thread')).toEqual([['a', 'The keeper drowns in the café.', 'Anna’s [thread]']])
    expect(of(db, 'anna cafe')).toEqual([['a', 'The keeper drowns in the [café].', '[Anna]’s thread']])
    expect(of(db, 'storm')).toEqual([])
  })
  it('in Chinese too, by three characters and by one', async () => {
    const db = await withCard('昨天夜里下了大雨', '猫')
    expect(of(db, '夜里下')).toEqual([['a', '昨天[夜里下]了大雨', '猫']])
    expect(of(db, '猫')).toEqual([['a', '昨天夜里下了大雨', '[猫]']])
  })
  it('follow a new synopsis, another name of the label, and a label that goes', async () => {
    const db = await withCard('Old words.', 'Anna')
    describeDocuments(db, [d('a')], { synopsis: 'New words.' })
    saveLabel(db, { id: 'l' as LabelId, name: 'Berta', colour: 'blue' })
    expect([of(db, 'old'), of(db, 'anna')]).toEqual([[], []])
    expect(of(db, 'new berta')).toHaveLength(1)
    deleteLabel(db, 'l' as LabelId)
    expect(of(db, 'berta')).toEqual([])
    describeDocuments(db, [d('b')], { synopsis: 'New too.' })
    expect(of(db, 'new').map(([id]) => id)).toEqual(['a', 'b'])
    db.prepare(`INSERT INTO card_text_words (card_text_words, rank) VALUES ('integrity-check', 1)`).run()
  })
  it('not of a document in the trash', async () => {
    const db = await withCard('The keeper.')
    trashDocuments(db, [d('a')], 7)
    expect(of(db, 'keeper')).toEqual([])
  })
})

describe('scraps', () => {
  it('are found, the newest first, in their project or in all', async () => {
    const db = await libraryWith('a')
    createProject(db, p('q'), 'Q', 1)
    keepScrap(db, scrap('one', 'A copper lamp went out.'), 5)
    keepScrap(db, scrap('two', '銅のランプが光る lamp', { project: p('q'), document: null }), 6)
    const of = (query: string, project: string | null = null) =>
      search(db, query, project).scraps.map(({ scrap: id, excerpt }) => [id, shown(excerpt)])
    expect(of('lamp')).toEqual([
      ['two', '銅のランプが光る [lamp]'],
      ['one', 'A copper [lamp] went out.'],
    ])
    expect(of('lamp', 'p').map(([id]) => id)).toEqual(['one'])
    expect(of('ランプが')).toEqual([['two', '銅の[ランプが]光る lamp']])
    trashScrap(db, 'one' as ScrapId, 7)
    trashProject(db, p('q'), 8)
    expect(of('lamp')).toEqual([])
  })
})

describe('history', () => {
  const withRun = async () => {
    const db = await libraryWith('a')
    startRun(db, request('r', 'the old lantern'), d('a'), 5)
    recordEnd(db, r('r'), { kind: 'offered', report: report('a copper lamp', '銅のランプが光る') }, 6)
    return db
  }
  it('is found by what was written and by what stood there', async () => {
    const db = await withRun()
    const of = (query: string) =>
      search(db, query).runs.map(({ run, variant, excerpt }) => [run, variant, shown(excerpt)])
    expect(of('copper')).toEqual([['r', 0, 'a [copper] lamp']])
    expect(of('ランプが')).toEqual([['r', 1, '銅の[ランプが]光る']])
    expect(of('lantern')).toEqual([['r', null, 'the old [lantern]']])
    expect(of('storm')).toEqual([])
  })
  it('shows a run once, and none of a document in the trash', async () => {
    const db = await libraryWith('a')
    startRun(db, request('r', 'lamp'), d('a'), 5)
    recordEnd(db, r('r'), { kind: 'offered', report: report('lamp one', 'lamp two') }, 6)
    expect(search(db, 'lamp').runs).toHaveLength(1)
    trashDocuments(db, [d('a')], 7)
    expect(search(db, 'lamp').runs).toEqual([])
  })
})

it('an old library is searchable once it is opened', async () => {
  const folder = freshFolder()
  const file = join(folder, 'library.sqlite')
  copyFileSync(join(import.meta.dirname, '../fixtures/library-0001.sqlite'), file)
  const note = { type: 'footnote', attrs: { text: 'Logged by the keeper.' } }
  const doc = { type: 'doc', content: [{ type: 'paragraph', content: [note] }] }
  const old = openFile(file)
  old.prepare(`UPDATE document SET doc_json = ? WHERE id = 'two'`).run(JSON.stringify(doc))
  old.close()
  const { db } = await opened(folder)
  expect(search(db, 'keeper').footnotes.map(({ document, number }) => [document, number])).toEqual([['two', 1]])
  expect(search(db, 'sea calm').documents.map(hit => hit.document)).toEqual(['two'])
  expect(search(db, 'storm').documents.length).toBeGreaterThan(0)
  for (const table of [
    'document_words',
    'run_words',
    'variant_words',
    'scrap_words',
    'card_text_words',
    'footnote_words',
  ])
    db.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`).run()
})
