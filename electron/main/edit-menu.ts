import { Menu } from 'electron'
import type { WebContents } from 'electron'

/** Where the page has no menu of its own: what the system does with a field or with selected text. */
export function offerEditMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    const roles = isEditable
      ? (['cut', 'copy', 'paste', 'selectAll'] as const)
      : selectionText
        ? (['copy'] as const)
        : []
    if (roles.length === 0) return
    const able = { cut: editFlags.canCut, copy: editFlags.canCopy, paste: editFlags.canPaste, selectAll: true }
    Menu.buildFromTemplate(roles.map(role => ({ role, enabled: able[role] }))).popup()
  })
}
