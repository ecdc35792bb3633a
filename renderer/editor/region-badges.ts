import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { markedRegions } from './infill/targets.ts'

/** A region's number and where its badge hangs; `place` counts the badges of one block from 0. */
export type Badge = Readonly<{ number: number; pos: number; place: number }>

/** One badge for each marked region, numbered in reading order. */
export function badgesOf(doc: Node): Badge[] {
  const inBlock = new Map<number, number>()
  return markedRegions(doc).map(({ targets }, i) => {
    const pos = targets[0]!.from
    const block = doc.resolve(pos).start()
    const place = inBlock.get(block) ?? 0
    inBlock.set(block, place + 1)
    return { number: i + 1, pos, place }
  })
}

const key = new PluginKey<DecorationSet>('region-badges')

/** Numbers the marked regions in the margin. The numbers are drawn, so they are never part of the text. */
export const RegionBadges = Extension.create({
  name: 'regionBadges',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_, { doc }) => drawn(doc),
        apply: (tr, badges) => (tr.docChanged ? drawn(tr.doc) : badges),
      },
      props: { decorations: state => key.getState(state) },
    }),
  ],
})

function drawn(doc: Node): DecorationSet {
  return DecorationSet.create(
    doc,
    badgesOf(doc).map(({ number, pos, place }) =>
      Decoration.widget(pos, () => badge(number, place), {
        side: -3,
        key: `region-${number}-${place}`,
        ignoreSelection: true,
        marks: [],
      }),
    ),
  )
}

/** The number is generated content, so that it can be neither copied nor read as a part of the text. */
function badge(number: number, place: number): HTMLElement {
  const element = document.createElement('span')
  element.className = 'region-badge'
  element.dataset['number'] = String(number)
  element.style.setProperty('--place', String(place))
  element.contentEditable = 'false'
  element.ariaHidden = 'true'
  return element
}
