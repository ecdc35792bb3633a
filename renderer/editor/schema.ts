import type { Extensions } from '@tiptap/core'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Highlight } from '@tiptap/extension-highlight'
import { Placeholder } from '@tiptap/extensions'
import StarterKit from '@tiptap/starter-kit'
import { BlockDirection } from './direction.ts'
import { QuietLinks, isKeptAddress } from './quiet-links.ts'
import { quotesExtension } from './quotes.ts'
import { SmartPaste } from './smart-paste.ts'

export type StudioExtensionOptions = Readonly<{
  /** Asked at every key, so the choice may change while the editor is open. */
  typographicQuotes: () => boolean
  /** Told a sentence when something pasted or dropped could not be kept. */
  onRefused: (sentence: string) => void
}>

/** Ctrl/Cmd+Enter belongs to filling a passage; a line break inside a block is Shift+Enter. */
const LineBreak = HardBreak.extend({
  addKeyboardShortcuts() {
    return { 'Shift-Enter': () => this.editor.commands.setHardBreak() }
  },
})

/** Everything a document may hold and how it is typed. What the infill adds comes beside it, as `extra` of the editor. */
export function studioExtensions(options: StudioExtensionOptions): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      underline: false,
      hardBreak: false,
      undoRedo: { depth: 500, newGroupDelay: 600 },
      dropcursor: { color: false, width: 2, class: 'drop-cursor' },
      trailingNode: { notAfter: ['heading', 'blockquote', 'bulletList', 'orderedList'] },
      link: {
        autolink: false,
        openOnClick: false,
        markdownLinks: true,
        isAllowedUri: isKeptAddress,
        HTMLAttributes: { target: null, rel: null, class: null },
      },
    }),
    LineBreak,
    Highlight,
    Placeholder.configure({ placeholder: ({ editor }) => (editor.isEmpty ? 'Begin anywhere.' : '') }),
    BlockDirection,
    QuietLinks,
    SmartPaste.configure({ onRefused: options.onRefused }),
    quotesExtension(options.typographicQuotes),
  ]
}
