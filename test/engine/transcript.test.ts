import { describe, expect, it } from 'vitest'
import { regionString } from '../../electron/contract/infill.ts'
import type { CharRange, Passage, Span } from '../../electron/contract/infill.ts'
import { cutPassage } from '../../electron/engine/canvas.ts'
import { layOut } from '../../electron/engine/layout.ts'
import type { Manifest } from '../../electron/engine/manifest.ts'
import { emptyDrafts } from '../../electron/engine/sampling/draft.ts'
import { transcribe } from '../../electron/engine/transcript.ts'
import { toPlain } from '../../electron/engine/typography.ts'
import type { Vocabulary } from '../../electron/engine/vocabulary.ts'

const fixed = (text: string): Span => ({ kind: 'fixed', text })
const region = (text: string, ...kept: CharRange[]): Span => ({ kind: 'region', text, kept })

/** A token for each character. */
const BLANK = 1
const encode = (text: string) => Int32Array.from(text, char => char.charCodeAt(0))
const texts = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code))
const vocabulary = { encode, texts } as unknown as Vocabulary
const manifest = { context_length: 500, tokens: { document_start: 0 } } as Manifest

/** What the regions are when the model writes what stood there, which it reads in straight quotation marks. */
function writtenBack(passage: Passage): string[] {
  const cut = cutPassage(passage)
  const canvas = layOut(cut, { kind: 'same' }, vocabulary, manifest)
  const [draft] = emptyDrafts(canvas, 1, 1)
  draft!.ids.fill(BLANK)
  canvas.slots.forEach(({ start, opening }, i) =>
    draft!.ids.set(encode(`${opening === 'spaced' ? ' ' : ''}${toPlain(cut.slots[i]!.erased)}`), start),
  )
  return transcribe(cut, canvas, draft!, vocabulary, BLANK, { typographic: true }).map(regionString)
}
function setsBack(name: string, ...passage: Span[]) {
  it(name, () => expect(writtenBack(passage)).toEqual(passage.flatMap(it => (it.kind === 'region' ? [it.text] : []))))
}

describe('quotation marks that the model wrote straight, in a typographic text', () => {
  setsBack('open and close', fixed('She rose. '), region('“It’s late,” he said. “‘Late’ is what (“so”) you say.”'))
  setsBack('close at once where the region follows a word', fixed('“Yes,'), region('” she said. “No.”'))
  setsBack('are an apostrophe there', fixed('The keeper'), region('’s lamp'), fixed(' was lit.'))
  setsBack('close after a dash in which speech breaks off', fixed('She rose. '), region('“But I—” he said. “I–”'))
  setsBack('close there what the text before the region opened', fixed('“But '), region('I—” he said.'))
  setsBack('close there what another region opened', region('“But'), fixed(' I'), region('—” he said.'))
  setsBack('close there what kept words opened', region('“But I—” he said.', { from: 0, to: 4 }))
  setsBack('open after a dash where none is open', fixed('“So.” He came—'), region('“Stop!” she said—“Stop!”'))
  setsBack('open there in a new paragraph, whatever is open in the last', fixed('“So.\n\nHe came—'), region('“Stop!”'))
})
