import { expect, it } from 'vitest'
import type { Passage, Span } from '@contract/infill.ts'
import { asOneText } from '../../../renderer/state/run-state.ts'

const fixed = (text: string): Span => ({ kind: 'fixed', text })
const region = (text: string): Span => ({ kind: 'region', text, kept: [] })
function reads(name: string, passage: Passage, texts: readonly string[], text: string) {
  it(name, () => expect(asOneText(passage, texts)).toBe(text))
}
reads('one region is its text', [fixed(''), region('a'), fixed('')], ['new'], 'new')
reads('regions apart are blocks', [region('a'), fixed(' and '), region('b')], ['one', 'two'], 'one\n\ntwo')
reads('regions on both sides of a footnote are one', [region('a'), fixed(''), region(' b')], ['one', ' two'], 'one two')
