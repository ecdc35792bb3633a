import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import { SCRAP_MEDIA } from '@contract/scraps.ts'
import type { ScrapId } from '@contract/scraps.ts'

/** Tells text that is dragged from the page from that of other programs. */
const PIECE_MEDIA = 'application/x-palimpsest-piece'

/** Whether what is dragged is text of the page: what is selected in it. */
export const isPieceOfPage = (data: DataTransfer) => data.types.includes(PIECE_MEDIA)

/** Whether a node is dragged that is not selected, which the view's types do not tell. */
const isOfNode = (dragging: object) => 'node' in dragging && dragging.node !== undefined

/**
 * Takes scraps that are dragged into the page: the caret goes to where one is let go, then `onDrop` is told which. What is
 * dragged from the page is marked as such.
 */
export function scrapDrop(onDrop: (id: ScrapId) => void): Extension {
  return Extension.create({
    name: 'scrapDrop',
    addProseMirrorPlugins: () => [
      new Plugin({
        // Comes after the view's own listener, which clears the data.
        view: view => {
          const mark = ({ dataTransfer }: DragEvent) => {
            if (view.dragging !== null && !isOfNode(view.dragging)) dataTransfer?.setData(PIECE_MEDIA, 'selection')
          }
          view.dom.addEventListener('dragstart', mark)
          return { destroy: () => view.dom.removeEventListener('dragstart', mark) }
        },
        props: {
          handleDrop(view, event) {
            const id = event.dataTransfer?.getData(SCRAP_MEDIA) ?? ''
            const at = id === '' ? null : view.posAtCoords({ left: event.clientX, top: event.clientY })
            if (!at) return false
            view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))))
            onDrop(id as ScrapId)
            return true
          },
        },
      }),
    ],
  })
}
