import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { cleanHtml } from './paste-html.ts'
import { fitText, textSlice } from './paste-text.ts'

/** Said to the writer when something pasted or dropped was left out. */
export const picturesRefused = 'Pictures cannot be kept in a document. The text around them was pasted.'
export const pictureRefused = 'A picture cannot be kept in a document. Nothing was pasted.'

type SmartPasteOptions = { onRefused: (sentence: string) => void }

/** Makes what is pasted or dropped fit the schema, and says what could not be kept. */
export const SmartPaste = Extension.create<SmartPasteOptions>({
  name: 'smartPaste',
  addOptions: () => ({ onRefused: () => undefined }),
  addProseMirrorPlugins() {
    const { onRefused } = this.options
    const refuse = (data: DataTransfer | null) => {
      const refused = holdsOnlyPictures(data)
      if (refused) onRefused(pictureRefused)
      return refused
    }
    return [
      new Plugin({
        props: {
          transformPastedHTML(html) {
            const clean = cleanHtml(html)
            if (clean.pictures > 0) onRefused(picturesRefused)
            return clean.html
          },
          transformPastedText: (text, _plain, view) => (inCode(view) ? fitText(text) : text),
          clipboardTextParser: (text, _context, _plain, view) => textSlice(view.state.schema, text),
          handlePaste: (_view, event) => refuse(event.clipboardData),
          handleDrop: (_view, event, _slice, moved) => {
            const refused = !moved && refuse(event.dataTransfer)
            if (refused) event.preventDefault()
            return refused
          },
        },
      }),
    ]
  },
})

function inCode(view: EditorView): boolean {
  return view.state.selection.$from.parent.type.spec.code === true
}

/** A screenshot or a file, with no text beside it that could be pasted instead. */
function holdsOnlyPictures(data: DataTransfer | null): boolean {
  if (!data || data.files.length === 0) return false
  return data.getData('text/plain') === '' && !hasText(data.getData('text/html'))
}

function hasText(html: string): boolean {
  return html !== '' && new DOMParser().parseFromString(html, 'text/html').body.textContent.trim() !== ''
}
