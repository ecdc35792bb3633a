import { Mark } from '@tiptap/core'

/**
 * A stretch that may be rewritten, marked by the writer. Stretches with the same `id` are one region, in several blocks.
 * It lives in the document, so it survives edits, undo and saving; what is typed at its edge stays outside.
 */
export const Region = Mark.create({
  name: 'region',
  inclusive: false,
  addAttributes() {
    return {
      id: {
        default: '',
        parseHTML: (element: HTMLElement) => element.dataset['region'] ?? '',
        renderHTML: (attributes: Record<string, unknown>) => ({ 'data-region': attributes['id'] }),
      },
    }
  },
  parseHTML: () => [{ tag: 'span[data-region]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, class: 'region' }, 0],
})
