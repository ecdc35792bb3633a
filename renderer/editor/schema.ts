import type { Extensions } from '@tiptap/core'
import { Code } from '@tiptap/extension-code'
import { CodeBlock } from '@tiptap/extension-code-block'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Highlight } from '@tiptap/extension-highlight'
import { Placeholder } from '@tiptap/extensions'
import StarterKit from '@tiptap/starter-kit'
import { isKeptAddress } from '@contract/address.ts'
import { BlockDirection } from './direction.ts'
import { Footnote } from './footnote.ts'
import { Gap } from './gap.ts'
import { Lock } from './lock.ts'
import { FollowOrigins, Origin } from './origin/origin.ts'
import { QuietLinks } from './quiet-links.ts'
import { quotesExtension } from './quotes.ts'
import { Region } from './region.ts'
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

/** Code looks like nothing else, but it too came from somewhere, and may be locked or marked as a region. */
const PlainCode = Code.extend({ excludes: 'bold italic strike link highlight code' })
const PlainCodeBlock = CodeBlock.extend({ marks: 'origin' })

/** What a document may hold, region and lock marks included: for reading and changing one that no editor shows. */
export function documentExtensions(): Extensions {
  return [...studioExtensions({ typographicQuotes: () => false, onRefused: () => undefined }), Region, Lock]
}

/** Everything a document may hold and how it is typed. What the infill adds comes beside it, as `extra` of the editor. */
export function studioExtensions(options: StudioExtensionOptions): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      underline: false,
      hardBreak: false,
      code: false,
      codeBlock: false,
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
    PlainCode,
    PlainCodeBlock,
    Highlight,
    Gap,
    Footnote,
    Placeholder.configure({ placeholder: ({ editor }) => (editor.isEmpty ? 'Begin anywhere.' : '') }),
    Origin,
    FollowOrigins,
    BlockDirection,
    QuietLinks,
    SmartPaste.configure({ onRefused: options.onRefused }),
    quotesExtension(options.typographicQuotes),
  ]
}
