import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Length } from '@contract/infill.ts'
import { previewOf } from './infill/preview.ts'
import { markedRegionAt, regionMarkOf, waiting } from './infill/targets.ts'
import { attrOfLength, lengthOfMark, wordsOfRegion } from './region-length.ts'

/** The marked region at the caret. `number`: among all that waits to be filled. `words`: how many stand in it. */
export type RegionAtHand = Readonly<{ id: string; number: number; words: number; length: Length | null }>

/** How long typing in a region rests before its words are counted again. */
const COUNT_AFTER_MS = 250

/** Tells which marked region the caret is in, whenever that changes. */
export function regionControl(onRegion: (region: RegionAtHand | null) => void) {
  return Extension.create({
    name: 'regionControl',
    addProseMirrorPlugins: () => [
      new Plugin({
        view: view => {
          let told: RegionAtHand | null = null
          let counting: ReturnType<typeof setTimeout> | undefined
          const tell = () => {
            const now = atHand(view.state)
            if (isSame(told, now)) return
            told = now
            onRegion(now)
          }
          tell()
          const update = ({ state }: EditorView, { doc }: EditorState) => {
            clearTimeout(counting)
            if (told !== null && doc !== state.doc && isStillIn(state, told))
              counting = setTimeout(tell, COUNT_AFTER_MS)
            else tell()
          }
          const destroy = () => {
            clearTimeout(counting)
            if (told !== null) onRegion(null)
          }
          return { update, destroy }
        },
      }),
    ],
  })
}

/** Whether the caret is in that region as it was told, whatever its words. Reads that place of the document alone. */
function isStillIn(state: EditorState, { id, length }: RegionAtHand): boolean {
  const { nodeAfter, nodeBefore } = state.selection.$from
  const mark = regionMarkOf(nodeAfter) ?? regionMarkOf(nodeBefore)
  if (previewOf(state) !== null || mark?.attrs['id'] !== id) return false
  return attrOfLength(lengthOfMark(mark)) === attrOfLength(length)
}

function atHand(state: EditorState): RegionAtHand | null {
  const { doc, selection } = state
  if (previewOf(state) !== null) return null
  const region = markedRegionAt(doc, selection.empty ? selection.from : selection.from + 1)
  const first = region?.targets[0]
  if (region === null || first === undefined) return null
  return {
    id: region.id,
    number: waiting(doc).findIndex(([start]) => start?.from === first.from) + 1,
    words: wordsOfRegion(doc, region),
    length: lengthOfMark(regionMarkOf(doc.nodeAt(first.from))),
  }
}

function isSame(a: RegionAtHand | null, b: RegionAtHand | null): boolean {
  if (a === null || b === null) return a === b
  const sameLength = attrOfLength(a.length) === attrOfLength(b.length)
  return a.id === b.id && a.number === b.number && a.words === b.words && sameLength
}
