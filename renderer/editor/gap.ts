import { Node, mergeAttributes } from '@tiptap/core'
import { Fragment } from '@tiptap/pm/model'
import type { Node as PmNode } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { GAP_WORDS_MAX } from '@contract/infill.ts'
import { isFootnoteNode, isGapNode } from './gap-text.ts'

/**
 * A region of no words: a place in the text where some are to be written, with the length that is wished of them. It
 * lives in the document as regions do, and is no text: what is counted, searched, exported or copied has nothing of it.
 */
export const Gap = Node.create({
  name: 'gap',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  draggable: true,
  // Before what copies the selection as it stands in the document.
  priority: 1000,
  addAttributes: () => ({
    words: {
      default: null,
      parseHTML: (element: HTMLElement) => wordsIn(element.dataset['gap']),
      renderHTML: ({ words }: Record<string, unknown>) => ({ 'data-gap': wordsIn(words) ?? '' }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-gap]' }],
  // What it says is generated content, so that it is never part of a text.
  renderHTML({ node, HTMLAttributes }) {
    const words = gapWords(node)
    const name = words === null ? 'Gap' : `Gap of about ${words} ${words === 1 ? 'word' : 'words'}`
    return [
      'span',
      mergeAttributes(HTMLAttributes, {
        ...{ class: 'gap', role: 'img', 'aria-label': name },
        'data-label': gapLabel(words),
      }),
    ]
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        clipboardTextSerializer: ({ content }) => {
          const text = contentWithoutGaps(content)
          // Text without gaps is left to those who come after.
          return text === content
            ? ''
            : text.textBetween(0, text.size, '\n\n', leaf => (isFootnoteNode(leaf) ? '' : '\n')) || ' '
        },
      },
    }),
  ],
})

/** The words wished of a gap, 1 to `GAP_WORDS_MAX`; null where it goes by the run's length. */
export const gapWords = (gap: PmNode): number | null => wordsIn(gap.attrs['words'])

/** What a gap says on the page. */
export function gapLabel(words: number | null): string {
  return words === null ? 'Auto' : `≈ ${words} ${words === 1 ? 'word' : 'words'}`
}

function wordsIn(value: unknown): number | null {
  const words = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof words === 'number' && Number.isInteger(words) && words >= 1 ? Math.min(words, GAP_WORDS_MAX) : null
}

/** Content without its gaps, and without what holds nothing else. The same content where there are none. */
export function contentWithoutGaps(content: Fragment): Fragment {
  const kept = content.content.flatMap(node => {
    const inside = contentWithoutGaps(node.content)
    if (isGapNode(node) || (inside.size === 0 && node.content.size > 0)) return []
    return inside === node.content ? [node] : [node.copy(inside)]
  })
  const isSame = kept.length === content.childCount && kept.every((node, i) => node === content.child(i))
  return isSame ? content : Fragment.fromArray(kept)
}
