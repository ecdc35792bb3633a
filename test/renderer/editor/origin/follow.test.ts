import fc from 'fast-check'
import type { Node } from '@tiptap/pm/model'
import { history, redo, undo } from '@tiptap/pm/history'
import { EditorState, Plugin, TextSelection } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import { canJoin } from '@tiptap/pm/transform'
import { describe, expect, it } from 'vitest'
import { acceptTexts } from '../../../../renderer/editor/infill/accept.ts'
import { selectTargets } from '../../../../renderer/editor/infill/select.ts'
import { targetsBetween } from '../../../../renderer/editor/infill/targets.ts'
import { signed } from '../../../../renderer/editor/origin/copied.ts'
import { followOrigins } from '../../../../renderer/editor/origin/follow.ts'
import { originsOf } from '../../../../renderer/editor/origin/origin.ts'
import { at, code, doc, m, p, quote, schema } from '../../../support/page.ts'

const DAY = '2026-11-24'
const written = { kind: 'model', run: 'run-1', day: DAY } as const
/** Text that the model wrote. */
const ai = (text: string) => schema.text(text, [schema.mark('origin', written)])

const follow = new Plugin({ appendTransaction: (trs, _, state) => followOrigins(trs, state, DAY) })
const stateOf = (content: Node) =>
  EditorState.create({ doc: content, plugins: [history({ newGroupDelay: 0 }), follow] })

/** A document's text with its origins: `the [model:storm] sea`. */
function told(content: Node): string {
  const blocks: string[] = []
  content.forEach(block => {
    const parts = originsOf(schema.node('doc', null, [block])).map(({ from, to, origin }) => {
      const text = block.textBetween(from - 1, to - 1)
      return origin === null ? text : `[${origin.kind}:${text}]`
    })
    blocks.push(parts.join(''))
  })
  return blocks.join('/')
}

function leaves(name: string, content: Node, edit: (tr: Transaction) => Transaction, expected: string) {
  it(name, () => {
    const state = stateOf(content)
    const after = state.apply(edit(state.tr))
    expect(told(after.doc)).toBe(expected)
    let now = after
    const apply = (tr: Transaction) => (now = now.apply(tr))
    undo(now, apply)
    expect(now.doc.toJSON()).toEqual(content.toJSON())
    redo(now, apply)
    expect(now.doc.toJSON()).toEqual(after.doc.toJSON())
  })
}

const page = doc(p('The ', ai('wild storm'), ' sea.'))
const inStorm = at(page, 'storm').from + 2
const paste = (tr: Transaction) => tr.setMeta('uiEvent', 'paste')

describe('typing', () => {
  leaves(
    'into a word of the model’s edits that word',
    page,
    tr => tr.insertText('x', inStorm),
    'The [model:wild ][edited:st]x[edited:orm] sea.',
  )
  leaves(
    'a space into a word too',
    page,
    tr => tr.insertText(' ', inStorm),
    'The [model:wild ][edited:st] [edited:orm] sea.',
  )
  leaves(
    'behind a word, a space first, leaves it',
    page,
    tr => tr.insertText(' of', at(page, ' sea').from),
    'The [model:wild storm] of sea.',
  )
  leaves(
    'letters onto a word edits it',
    page,
    tr => tr.insertText('s', at(page, ' sea').from),
    'The [model:wild ][edited:storm]s sea.',
  )
  leaves(
    'a comma behind a word leaves it',
    page,
    tr => tr.insertText(',', at(page, ' sea').from),
    'The [model:wild storm], sea.',
  )
  leaves(
    'a word between two leaves both',
    page,
    tr => tr.insertText(' dark', at(page, ' storm').from),
    'The [model:wild] dark[model: storm] sea.',
  )
  leaves(
    'over a word replaces it',
    page,
    tr => tr.insertText('calm', at(page, 'storm').from, at(page, 'storm').to),
    'The [model:wild ]calm sea.',
  )
  leaves(
    'next to it in the writer’s text leaves all',
    page,
    tr => tr.insertText('x', 2),
    'Txhe [model:wild storm] sea.',
  )
})

describe('deleting', () => {
  leaves(
    'letters of a word edits it',
    page,
    tr => tr.delete(inStorm, inStorm + 1),
    'The [model:wild ][edited:strm] sea.',
  )
  leaves(
    'a word leaves the others',
    page,
    tr => tr.delete(at(page, ' storm').from, at(page, ' storm').to),
    'The [model:wild] sea.',
  )
  leaves(
    'across two words edits both',
    page,
    tr => tr.delete(at(page, 'ld st').from, at(page, 'ld st').to),
    'The [edited:wiorm] sea.',
  )
})

describe('structure', () => {
  leaves('splitting keeps all', page, tr => tr.split(inStorm), 'The [model:wild st]/[model:orm] sea.')
  leaves(
    'joining keeps all',
    doc(p('The ', ai('storm')), p(ai('y'), ' sea.')),
    tr => tr.join(11),
    'The [model:stormy] sea.',
  )
  leaves(
    'a block moved whole keeps all',
    page,
    tr => tr.insert(0, p(ai('Moved'))),
    '[model:Moved]/The [model:wild storm] sea.',
  )
  leaves('bold changes nothing', page, tr => tr.addMark(2, 9, schema.mark('bold')), 'The [model:wild storm] sea.')
})

describe('pasting', () => {
  const from = (text: string) => at(page, text)
  const copied = (text: string) => signed(page.slice(from(text).from, from(text).to))
  leaves(
    'from another program',
    page,
    tr => paste(tr.insert(2, schema.text('new '))),
    'T[pasted:new ]he [model:wild storm] sea.',
  )
  leaves(
    'into the model’s text',
    page,
    tr => paste(tr.replaceWith(inStorm, inStorm, schema.text('new'))),
    'The [model:wild ][edited:st][pasted:new][edited:orm] sea.',
  )
  leaves(
    'the model’s words from the studio',
    page,
    tr => paste(tr.replace(2, 2, copied('d stor'))),
    'T[model:d stor]he [model:wild storm] sea.',
  )
  leaves(
    'the writer’s words from the studio',
    page,
    tr => paste(tr.replace(2, 2, copied(' sea'))),
    'T sea' + 'he [model:wild storm] sea.',
  )
  leaves(
    'the writer’s words into the model’s',
    page,
    tr => paste(tr.replace(inStorm - 3, inStorm - 3, copied('The'))),
    'The [edited:wild]The[model: storm] sea.',
  )
  leaves(
    'both at once',
    page,
    tr => paste(tr.replace(2, 2, copied('he wild'))),
    'The [model:wild]he [model:wild storm] sea.',
  )
  const quotation = doc(quote(p('ab cd')))
  leaves(
    'over the beginning of a quotation, the rest of which moves',
    quotation,
    tr => paste(tr.replace(0, 3, doc(p('xyz')).slice(0, 3))),
    '[pasted:xy]b cd',
  )
  leaves(
    'of the writer’s own over the beginning of a quotation',
    quotation,
    tr => paste(tr.replace(0, 3, signed(doc(p('xyz')).slice(0, 3)))),
    'xyb cd',
  )
  leaves('into code', doc(code('a = 1')), tr => paste(tr.replaceWith(3, 3, schema.text('x'))), 'a [pasted:x]= 1')
})

describe('accepting', () => {
  const accept = (region: string, text: string) => (tr: Transaction) =>
    acceptTexts(tr, [at(page, region)], [text], written)
  leaves(
    'records what is new, and no more',
    doc(p('One two three.')),
    tr => acceptTexts(tr, [{ from: 1, to: 15 }], ['One old three.'], written),
    'One [model:old] three.',
  )
  leaves(
    'beside a word of the model’s leaves it the model’s',
    page,
    accept('storm sea', 'storms at sea'),
    'The [model:wild storms at ]sea.',
  )
  leaves(
    'in code',
    doc(code('a = 1')),
    tr => acceptTexts(tr, [{ from: 1, to: 6 }], ['a = 2'], written),
    'a = [model:2]',
  )
  leaves(
    'a variant that the writer changed in part',
    doc(p('One two three.')),
    tr => acceptTexts(tr, [{ from: 5, to: 8 }], ['deux mine trois'], written, [[{ from: 5, to: 9 }]]),
    'One [model:deux ]mine[model: trois] three.',
  )
  leaves(
    'a variant that the writer changed',
    page,
    tr => acceptTexts(tr, [at(page, 'storm')], ['calm']),
    'The [model:wild ]calm sea.',
  )
})

/**
 * Whoever writes a letter is told by the letter: capitals are the model's, small letters the writer's, digits are pasted.
 * So whatever is done to a document, its record can be checked against its text.
 */
describe('the law of origins', () => {
  const some = (letters: string) =>
    fc.array(fc.constantFrom(...Array.from(letters), ' '), { minLength: 1, maxLength: 8 }).map(all => all.join(''))
  const [own, model, foreign] = [some('abc'), some('ABC'), some('123')]
  const block = fc
    .array(
      fc.oneof(
        own.map(text => schema.text(text)),
        own.map(text => m(text, 'bold')),
        model.map(ai),
        own.map(text => m(text, 'lock')),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map(parts => p(...parts))
  const documents = fc.array(block, { minLength: 1, maxLength: 4 }).map(blocks => doc(...blocks))
  const place = fc.nat(200)
  const edits = fc.array(
    fc.oneof(
      fc.record({ act: fc.constant('type' as const), a: place, b: place, text: own }),
      fc.record({ act: fc.constant('paste' as const), a: place, b: place, text: foreign }),
      fc.record({ act: fc.constant('accept' as const), a: place, b: place, text: model }),
      fc.record({
        act: fc.constantFrom('delete', 'split', 'join', 'move', 'undo', 'redo'),
        a: place,
        b: place,
        text: own,
      }),
    ),
    { maxLength: 12 },
  )
  type Edit = { act: string; a: number; b: number; text: string }

  /** The state after an edit; null where there is nothing to do. */
  function edited(state: EditorState, { act, a, b, text }: Edit): EditorState | null {
    const { tr, doc: content } = state
    const within = (pos: number) => content.resolve(Math.min(pos, content.content.size))
    const { from, to } = TextSelection.between(within(Math.min(a, b)), within(Math.max(a, b)))
    const targets = targetsBetween(content, from, to)
    let done: EditorState | null = null
    switch (act) {
      case 'type':
        return state.apply(tr.insertText(text, from, to))
      case 'paste':
        return state.apply(paste(tr.replaceWith(from, to, schema.text(text))))
      case 'accept':
        return targets.length === 0
          ? null
          : state.apply(
              acceptTexts(
                tr,
                targets,
                targets.map(() => text),
                written,
              ),
            )
      case 'delete':
        return state.apply(tr.delete(from, to))
      case 'split':
        return state.apply(tr.split(from))
      case 'join': {
        const end = content.resolve(from).after(1)
        return canJoin(content, end) ? state.apply(tr.join(end)) : null
      }
      case 'move': {
        const cut = state.apply(tr.delete(from, to).setMeta('uiEvent', 'cut'))
        const into = TextSelection.near(cut.doc.resolve(Math.min(b, cut.doc.content.size))).from
        return cut.apply(paste(cut.tr.replaceRange(into, into, signed(content.slice(from, to)))))
      }
      case 'undo':
        undo(state, tr => (done = state.apply(tr)))
        return done
      default:
        redo(state, tr => (done = state.apply(tr)))
        return done
    }
  }

  const KINDS: Record<string, readonly (string | undefined)[]> = {
    own: [undefined],
    model: ['model', 'edited'],
    foreign: ['pasted'],
  }
  function check(content: Node): void {
    let length = 0
    for (const { from, to, origin } of originsOf(content)) {
      length += to - from
      for (const letter of content.textBetween(from, to)) {
        const whose = /[abc]/.test(letter)
          ? 'own'
          : /[ABC]/.test(letter)
            ? 'model'
            : /[123]/.test(letter)
              ? 'foreign'
              : null
        if (whose !== null) expect(KINDS[whose], `“${letter}” in ${told(content)}`).toContain(origin?.kind)
      }
    }
    expect(length).toBe(content.textContent.length)
  }

  it('every letter stays whose it is, whatever is done; the record is as long as the text', () => {
    fc.assert(
      fc.property(documents, edits, (content, all) => {
        let state = stateOf(content)
        for (const edit of all) {
          state = edited(state, edit) ?? state
          state.doc.check()
          check(state.doc)
        }
      }),
      { numRuns: 400 },
    )
  })
  it('undoing everything brings back document, marks and origins', () => {
    fc.assert(
      fc.property(documents, edits, (content, all) => {
        let state = stateOf(content)
        const apply = (tr: Transaction) => (state = state.apply(tr))
        for (const edit of all) state = edited(state, edit) ?? state
        const last = state.doc
        while (undo(state, apply));
        expect(state.doc.toJSON()).toEqual(content.toJSON())
        while (redo(state, apply));
        // What was undone while editing may be redone beyond the last state only if nothing followed it.
        if (!all.some(({ act }) => act === 'undo')) expect(state.doc.toJSON()).toEqual(last.toJSON())
      }),
      { numRuns: 200 },
    )
  })
  it('accept then undo restores document, marks, selection and origins', () => {
    fc.assert(
      fc.property(documents, edits, place, place, model, (content, all, a, b, text) => {
        let state = stateOf(content)
        const apply = (tr: Transaction) => (state = state.apply(tr))
        for (const edit of all) state = edited(state, edit) ?? state
        const within = (pos: number) => Math.min(pos, state.doc.content.size)
        const targets = targetsBetween(state.doc, within(Math.min(a, b)), within(Math.max(a, b)))
        fc.pre(targets.length > 0)
        apply(selectTargets(state.tr, targets))
        const [before, selection] = [state.doc, state.selection.toJSON() as unknown]
        apply(
          acceptTexts(
            state.tr,
            targets,
            targets.map(() => text),
            written,
          ),
        )
        if (state.doc.eq(before)) return
        undo(state, apply)
        expect(state.doc.toJSON()).toEqual(before.toJSON())
        expect(state.selection.toJSON()).toEqual(selection)
      }),
      { numRuns: 200 },
    )
  })
})
