import { Extension, Mark, mergeAttributes } from '@tiptap/core'
import type { Mark as PmMark, Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { Selection } from '@tiptap/pm/state'
import { dayOf, isOriginKind, ORIGIN_KINDS } from '@contract/origin.ts'
import type { Origin as TextOrigin } from '@contract/origin.ts'
import { signed, WRITER } from './copied.ts'
import { followOrigins } from './follow.ts'

/**
 * Where text came from, character by character; text without it is the writer's. A mark, so that undo, saving, cutting,
 * splitting and joining keep it. It never grows by typing (`FollowOrigins`), and says nothing about how text looks.
 */
export const Origin = Mark.create({
  name: 'origin',
  inclusive: false,
  addAttributes: () => ({
    kind: data('origin'),
    run: data('run'),
    day: data('day'),
  }),
  parseHTML: () => [WRITER, ...ORIGIN_KINDS].map(kind => ({ tag: `span[data-origin="${kind}"]` })),
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { class: 'origin' }), 0],
})

function data(name: string) {
  return {
    default: '',
    parseHTML: (element: HTMLElement) => element.dataset[name] ?? '',
    renderHTML: (attributes: Record<string, unknown>) => {
      const value = attributes[name === 'origin' ? 'kind' : name]
      return value === '' ? {} : { [`data-${name}`]: value }
    },
  }
}

/** The origin that a text node's marks record; null for the writer's own. */
export function originIn(marks: readonly PmMark[]): TextOrigin | null {
  const attrs = marks.find(mark => mark.type.name === 'origin')?.attrs
  return attrs !== undefined && isOriginKind(attrs['kind']) ? (attrs as TextOrigin) : null
}

/** A stretch of one origin, as document positions. */
export type OriginStretch = Readonly<{ from: number; to: number; origin: TextOrigin | null }>

/** All text of a document in stretches, in order; together they are as long as its text. */
export function originsOf(doc: Node): OriginStretch[] {
  const stretches: OriginStretch[] = []
  doc.descendants((node, pos) => {
    if (!node.isText) return
    const [last, origin, to] = [stretches.at(-1), originIn(node.marks), pos + node.nodeSize]
    if (last?.to === pos && same(last.origin, origin)) stretches[stretches.length - 1] = { ...last, to }
    else stretches.push({ from: pos, to, origin })
  })
  return stretches
}

/** The origin of the first selected character, or of the one before the caret. */
export function originAt(doc: Node, { from, empty }: Selection): TextOrigin | null {
  const $from = doc.resolve(from)
  const node = empty && $from.textOffset === 0 ? $from.nodeBefore : $from.nodeAfter
  return node?.isText === true ? originIn(node.marks) : null
}

function same(a: TextOrigin | null, b: TextOrigin | null): boolean {
  return a?.kind === b?.kind && a?.run === b?.run && a?.day === b?.day
}

/** Keeps the record of origins true while the document is edited. */
export const FollowOrigins = Extension.create({
  name: 'followOrigins',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, _, state) => followOrigins(transactions, state, dayOf(Date.now())),
      props: { transformCopied: slice => signed(slice) },
    }),
  ],
})
