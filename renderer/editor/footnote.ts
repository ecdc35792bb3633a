import { Node, mergeAttributes } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'

/**
 * A mark in the text that holds a note. It is no text: it is not counted, only the search over the library finds what it
 * says, and no run gives it up, since it parts
 * what is rewritten as a line break does. Its number is where it stands among the others of the page.
 */
export const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  draggable: true,
  addAttributes: () => ({
    text: {
      default: '',
      parseHTML: (element: HTMLElement) => element.dataset['footnote'] ?? '',
      renderHTML: ({ text }: Record<string, unknown>) => ({ 'data-footnote': said(text) }),
    },
  }),
  // Before the rule for whatever else is raised.
  parseHTML: () => [{ tag: 'sup[data-footnote]', priority: 100 }],
  // Its number is generated content, so that it is never part of a text.
  renderHTML({ node, HTMLAttributes }) {
    const text = footnoteText(node)
    const shown = {
      class: 'footnote',
      role: 'img',
      'aria-label': `Footnote: ${text === '' ? 'empty' : text}`,
      title: text,
    }
    return ['sup', mergeAttributes(HTMLAttributes, shown)]
  },
})

export const footnoteText = (footnote: PmNode): string => said(footnote.attrs['text'])

const said = (text: unknown) => (typeof text === 'string' ? text : '')
