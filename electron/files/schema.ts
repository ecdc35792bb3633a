import { Schema } from '@tiptap/pm/model'

/**
 * What the editor's schema says of documents, without what it says of pages: enough to apply the steps of a journal where
 * there is no editor. A test holds the two together.
 */
export const documentSchema = new Schema({
  nodes: {
    paragraph: { content: 'inline*', group: 'block' },
    gap: { group: 'inline', inline: true, attrs: { words: { default: null } } },
    blockquote: { content: 'block+', group: 'block' },
    bulletList: { content: 'listItem+', group: 'block list' },
    doc: { content: 'block+' },
    heading: { content: 'inline*', group: 'block', attrs: { level: { default: 1 } } },
    horizontalRule: { group: 'block' },
    listItem: { content: 'paragraph block*' },
    orderedList: {
      content: 'listItem+',
      group: 'block list',
      attrs: { start: { default: 1 }, type: { default: null } },
    },
    text: { group: 'inline' },
    hardBreak: { group: 'inline', inline: true },
    codeBlock: { content: 'text*', marks: 'origin', group: 'block', attrs: { language: { default: null } } },
    footnote: { group: 'inline', inline: true, attrs: { text: { default: '' } } },
  },
  marks: {
    link: {
      attrs: {
        href: { default: null },
        target: { default: null },
        rel: { default: null },
        class: { default: null },
        title: { default: null },
      },
    },

    bold: {},
    italic: {},
    strike: {},
    code: { excludes: 'bold italic strike link highlight code' },
    highlight: {},
    origin: { attrs: { kind: { default: '' }, run: { default: '' }, day: { default: '' } } },
    region: { attrs: { id: { default: '' }, length: { default: '' } } },
    lock: {},
  },
})
