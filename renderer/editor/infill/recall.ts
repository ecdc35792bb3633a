import type { Node } from '@tiptap/pm/model'
import type { Passage } from '@contract/infill.ts'
import { stepOf, steppedText, textAlone } from '../gap-text.ts'
import { gapBeside, textOf } from './targets.ts'
import type { Target } from './targets.ts'

/** Characters of context on either side that a place is recognised by. */
const CONTEXT = 32

/**
 * Where a past run's regions are now: each as the one of `texts[i]` (what it was, and what may have been accepted
 * since) that is found in the document, best with the words around it. The longest where several are, since one may be
 * the beginning of another. Null when one of them is nowhere.
 */
export function findPassage(doc: Node, passage: Passage, texts: readonly (readonly string[])[]): Target[] | null {
  const blocks = blocksOf(doc)
  const found: Target[] = []
  let region = 0
  for (const [i, span] of passage.entries()) {
    if (span.kind !== 'region') continue
    const before = lastLine(passage[i - 1]?.text ?? '')
    const after = firstLine(passage[i + 1]?.text ?? '')
    const target = findOne(doc, blocks, [span.text, ...(texts[region++] ?? [])], before, after)
    if (target === null) return null
    found.push(target)
  }
  return found.length > 0 ? found : null
}

/** A block's text without the gaps in it, and with them. */
type Block = Readonly<{ text: string; stepped: string; start: number }>

function blocksOf(doc: Node): Block[] {
  const blocks: Block[] = []
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    const stepped = steppedText(node, 0, node.content.size)
    blocks.push({ text: textAlone(stepped), stepped, start: pos + 1 })
    return false
  })
  return blocks
}

const lastLine = (text: string) => text.slice(text.lastIndexOf('\n') + 1).slice(-CONTEXT)
const firstLine = (text: string) => text.split('\n', 1)[0]!.slice(0, CONTEXT)

function findOne(
  doc: Node,
  blocks: readonly Block[],
  texts: readonly string[],
  before: string,
  after: string,
): Target | null {
  const longestFirst = texts.toSorted((a, b) => b.length - a.length)
  const ways: readonly (readonly [string, string])[] = [
    [before, after],
    [before, ''],
    ['', after],
    ['', ''],
  ]
  for (const [left, right] of ways) {
    for (const text of longestFirst) {
      if (left + text + right === '' || (text === '' && left === '' && right === '')) continue
      for (const block of blocks) {
        const at = block.text.indexOf(left + text + right)
        const target = at < 0 ? null : placeIn(doc, block, at + left.length, text)
        if (target !== null) return target
      }
    }
  }
  return null
}

/** Where `text` stands at an offset of a block: for no text, the gap that is there; null where a gap parts it. */
function placeIn(doc: Node, { start, stepped }: Block, at: number, text: string): Target | null {
  const from = start + stepOf(stepped, at, text === '' ? 'end' : 'start')
  if (text === '') return gapBeside(doc, from) ?? { from, to: from }
  const target = { from, to: start + stepOf(stepped, at + text.length, 'end') }
  return target.to - target.from === text.length && textOf(doc, target) === text ? target : null
}
