import type { Node } from '@tiptap/pm/model'
import type { CharRange } from '@contract/infill.ts'
import { steppedText } from '../gap-text.ts'

/** A stretch of the document, as positions. */
export type Stretch = Readonly<{ from: number; to: number }>

const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })

/** The next larger unit of meaning that holds all of a stretch: word, sentence, paragraph, scene. Null if it is the scene. */
export function grown(doc: Node, { from, to }: Stretch): Stretch | null {
  const units = [unitsOf(wordsOf), unitsOf(sentencesOf), paragraphs, scene]
  return (
    units
      .map(unit => unit(doc, { from, to }))
      .find(it => it !== null && it.from <= from && it.to >= to && it.to - it.from > to - from) ?? null
  )
}

/** The text of the paragraph (or heading, or item) that holds a position; null between blocks. */
export function paragraphAt(doc: Node, pos: number): Stretch | null {
  const $pos = doc.resolve(pos)
  return $pos.parent.isTextblock ? { from: $pos.start(), to: $pos.end() } : null
}

type Unit = (doc: Node, stretch: Stretch) => Stretch | null

/** From the start of the unit at a stretch's start to the end of that at its end, both found in the text of their blocks. */
function unitsOf(find: (text: string) => readonly CharRange[]): Unit {
  return (doc, { from, to }) => {
    const first = unitAt(doc, from, find, 1)
    const last = from === to ? first : unitAt(doc, to, find, -1)
    return first === null || last === null ? null : { from: first.from, to: last.to }
  }
}

/** The unit that a position lies in or at the edge of; between two, the one on the side of `towards`. */
function unitAt(doc: Node, pos: number, find: (text: string) => readonly CharRange[], towards: 1 | -1): Stretch | null {
  const block = paragraphAt(doc, pos)
  if (block === null) return null
  const at = pos - block.from
  const touching = find(steppedText(doc, block.from, block.to)).filter(range => range.from <= at && at <= range.to)
  const unit = towards === 1 ? touching.at(-1) : touching[0]
  return unit === undefined ? null : { from: block.from + unit.from, to: block.from + unit.to }
}

const paragraphs: Unit = (doc, { from, to }) => {
  const first = paragraphAt(doc, from)
  const last = paragraphAt(doc, to)
  return first === null || last === null ? null : { from: first.from, to: last.to }
}

/** From one scene break to the next. */
const scene: Unit = (doc, { from, to }) => {
  let start = 0
  let end = doc.content.size
  doc.forEach((node, pos) => {
    if (node.type.name !== 'horizontalRule') return
    if (pos + node.nodeSize <= from) start = pos + node.nodeSize
    if (pos >= to) end = Math.min(end, pos)
  })
  // A selection of text begins and ends in text, not at the edge of a block.
  let text: Stretch | null = null
  doc.nodesBetween(start, end, (node, pos) => {
    if (!node.isTextblock) return true
    text = { from: text?.from ?? pos + 1, to: pos + 1 + node.content.size }
    return false
  })
  return text
}

function wordsOf(text: string): CharRange[] {
  return Array.from(words.segment(text))
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ index, segment }) => ({ from: index, to: index + segment.length }))
}

/** Without the white space between them. */
function sentencesOf(text: string): CharRange[] {
  return Array.from(sentences.segment(text), ({ index, segment }) => ({
    from: index + segment.length - segment.trimStart().length,
    to: index + segment.trimEnd().length,
  })).filter(({ from, to }) => from < to)
}
