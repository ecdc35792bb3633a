import type { Node } from '@tiptap/pm/model'
import type { Passage } from '@contract/infill.ts'
import { textOf } from './targets.ts'
import type { Target } from './targets.ts'

/** Characters of context on either side that a place is recognised by. */
const CONTEXT = 32

/**
 * Where a past run's regions are now: each as the first of `texts[i]` (what it was, and what may have been accepted
 * since) that is found in the document, best with the words around it. Null when one of them is nowhere.
 */
export function findPassage(doc: Node, passage: Passage, texts: readonly (readonly string[])[]): Target[] | null {
  const blocks = blocksOf(doc)
  const found: Target[] = []
  let region = 0
  for (const [i, span] of passage.entries()) {
    if (span.kind !== 'region') continue
    const before = lastLine(passage[i - 1]?.text ?? '')
    const after = firstLine(passage[i + 1]?.text ?? '')
    const target = findOne(blocks, [span.text, ...(texts[region++] ?? [])], before, after)
    if (target === null) return null
    found.push(target)
  }
  return found.length > 0 ? found : null
}

type Block = Readonly<{ text: string; start: number }>

function blocksOf(doc: Node): Block[] {
  const blocks: Block[] = []
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    blocks.push({ text: textOf(doc, { from: pos + 1, to: pos + 1 + node.content.size }), start: pos + 1 })
    return false
  })
  return blocks
}

const lastLine = (text: string) => text.slice(text.lastIndexOf('\n') + 1).slice(-CONTEXT)
const firstLine = (text: string) => text.split('\n', 1)[0]!.slice(0, CONTEXT)

function findOne(blocks: readonly Block[], texts: readonly string[], before: string, after: string): Target | null {
  const ways: readonly (readonly [string, string])[] = [
    [before, after],
    [before, ''],
    ['', after],
    ['', ''],
  ]
  for (const [left, right] of ways) {
    for (const text of texts) {
      if (left + text + right === '' || (text === '' && left === '' && right === '')) continue
      for (const block of blocks) {
        const at = block.text.indexOf(left + text + right)
        if (at >= 0) return { from: block.start + at + left.length, to: block.start + at + left.length + text.length }
      }
    }
  }
  return null
}
