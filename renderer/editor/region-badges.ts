import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { waiting } from './infill/targets.ts'

/** The number of a region or a gap, and where its badge hangs. */
export type Badge = Readonly<{ number: number; pos: number }>

/** One badge for each marked region and each gap, numbered in reading order. */
export function badgesOf(doc: Node): Badge[] {
  return waiting(doc).map((targets, i) => ({ number: i + 1, pos: targets[0]!.from }))
}

const key = new PluginKey<DecorationSet>('region-badges')

/** Numbers the marked regions and gaps in the margin. The numbers are drawn, so they are never part of the text. */
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
      view: ({ dom }) => {
        const place = () => placeBadges(dom.querySelectorAll<HTMLElement>('.region-badge'))
        const resized = new ResizeObserver(place)
        resized.observe(dom)
        return {
          update: ({ state }, before) => {
            if (key.getState(state) !== key.getState(before)) place()
          },
          destroy: () => resized.disconnect(),
        }
      },
    }),
  ],
})

function drawn(doc: Node): DecorationSet {
  return DecorationSet.create(
    doc,
    badgesOf(doc).map(({ number, pos }) =>
      Decoration.widget(pos, () => badge(number), {
        side: -3,
        key: `region-${number}`,
        ignoreSelection: true,
        marks: [],
      }),
    ),
  )
}

/** Badges hang one below the other; only those of one line hang side by side. */
function placeBadges(badges: NodeListOf<HTMLElement>): void {
  let line = NaN
  let place = 0
  for (const each of badges) {
    const { top } = each.getBoundingClientRect()
    place = top === line ? place + 1 : 0
    line = top
    each.style.setProperty('--place', String(place))
  }
}

/** The number is generated content, so that it can be neither copied nor read as a part of the text. */
function badge(number: number): HTMLElement {
  const element = document.createElement('span')
  element.className = 'region-badge'
  element.dataset['number'] = String(number)
  element.contentEditable = 'false'
  element.ariaHidden = 'true'
  return element
}
