import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Length } from '@contract/infill.ts'
import { tellersOf } from './at-hand.ts'
import { previewOf } from './infill/preview.ts'
import { markedRegionAt, regionMarkOf, waiting } from './infill/targets.ts'
import { attrOfLength, lengthOfMark, wordsOfRegion } from './region-length.ts'

/** The marked region at the caret. `number`: among all that waits to be filled. `words`: how many stand in it. */
export type RegionAtHand = Readonly<{ id: string; number: number; words: number; length: Length | null }>

/** How long typing in a region rests before its words are counted again. */
const COUNT_AFTER_MS = 250

/** Tells which marked region the caret is in, whenever that changes. */
export function regionControl(onRegion: (region: RegionAtHand | null) => void) {
  const newTeller = tellersOf(onRegion, ({ id, number, words, length }) => [id, number, words, attrOfLength(length)])
  return Extension.create({
    name: 'regionControl',
    addProseMirrorPlugins: () => [
      new Plugin({
        view: view => {
          const { told, tell, end } = newTeller()
          let counting: ReturnType<typeof setTimeout> | undefined
          const tellNow = () => tell(atHand(view.state))
          tellNow()
          const update = ({ state }: EditorView, { doc }: EditorState) => {
            clearTimeout(counting)
            const region = told()
            if (region !== null && doc !== state.doc && isStillIn(state, region))
              counting = setTimeout(tellNow, COUNT_AFTER_MS)
            else tellNow()
          }
          const destroy = () => {
            clearTimeout(counting)
            end()
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
