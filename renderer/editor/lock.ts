import { Mark } from '@tiptap/core'

/** Words that a run must leave as they are. */
export const Lock = Mark.create({
  name: 'lock',
  inclusive: false,
  parseHTML: () => [{ tag: 'span[data-lock]' }],
  renderHTML: () => ['span', { 'data-lock': '', class: 'lock' }, 0],
  addKeyboardShortcuts() {
    return { 'Mod-l': () => this.editor.commands.toggleMark(this.name) }
  },
})
