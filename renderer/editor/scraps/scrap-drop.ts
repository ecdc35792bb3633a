import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import { SCRAP_MEDIA } from '@contract/scraps.ts'
import type { ScrapId } from '@contract/scraps.ts'

/** Takes scraps that are dragged into the page: the caret goes to where one is let go, then `onDrop` is told which. */
export function scrapDrop(onDrop: (id: ScrapId) => void): Extension {
  return Extension.create({
    name: 'scrapDrop',
    addProseMirrorPlugins: () => [
      new Plugin({
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
