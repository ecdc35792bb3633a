import type { BinderRow } from './binder-rows.ts'

/** What a key asks of the binder; null where it asks nothing. */
export type BinderAct =
  | Readonly<{ act: 'focus'; key: string }>
  | Readonly<{ act: 'toggle' | 'open' | 'rename' | 'trash' | 'restore'; row: BinderRow }>
  | Readonly<{ act: 'move'; row: BinderRow; by: 1 | -1 }>

type Press = Readonly<{ key: string; altKey: boolean; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }>

/** The keys of a tree as the WAI-ARIA practices give them, and F2, Delete, Alt+Shift+Up and Alt+Shift+Down. */
export function binderAct(rows: readonly BinderRow[], focused: string, press: Press): BinderAct | null {
  const at = rows.findIndex(({ key }) => key === focused)
  const row = rows[at]
  if (!row || press.ctrlKey || press.metaKey) return null
  if (press.altKey) return press.shiftKey && row.kind === 'document' ? moveAct(row, press.key) : null
  switch (press.key) {
    case 'ArrowDown':
      return focusOn(rows[at + 1])
    case 'ArrowUp':
      return focusOn(rows[at - 1])
    case 'Home':
      return focusOn(rows[0])
    case 'End':
      return focusOn(rows.at(-1))
    case 'ArrowRight':
      return isClosed(row)
        ? { act: 'toggle', row }
        : focusOn(rows[at + 1]?.parent === row.key ? rows[at + 1] : undefined)
    case 'ArrowLeft':
      return isOpen(row) ? { act: 'toggle', row } : focusOn(rows.find(({ key }) => key === row.parent))
    case 'Enter':
    case ' ':
      return enterAct(row)
    case 'F2':
      return row.kind === 'project' || row.kind === 'document' ? { act: 'rename', row } : null
    case 'Delete':
      return row.kind === 'project' || row.kind === 'document' ? { act: 'trash', row } : null
    default:
      return press.key.length === 1 ? focusOn(nextTitled(rows, at, press.key)) : null
  }
}

function enterAct(row: BinderRow): BinderAct {
  switch (row.kind) {
    case 'document':
      return { act: 'open', row }
    case 'trashed':
      return { act: 'restore', row }
    case 'project':
    case 'trash':
      return { act: 'toggle', row }
  }
}

function moveAct(row: BinderRow, key: string): BinderAct | null {
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null
  return { act: 'move', row, by: key === 'ArrowDown' ? 1 : -1 }
}

function focusOn(row: BinderRow | undefined): BinderAct | null {
  return row ? { act: 'focus', key: row.key } : null
}

/** The next row, going round, whose title begins with a letter. */
function nextTitled(rows: readonly BinderRow[], at: number, letter: string): BinderRow | undefined {
  const round = [...rows.slice(at + 1), ...rows.slice(0, at + 1)]
  return round.find(row => titleOf(row).toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()))
}

export function titleOf(row: BinderRow): string {
  switch (row.kind) {
    case 'project':
      return row.project.title
    case 'document':
      return row.document.title
    case 'trash':
      return 'Trash'
    case 'trashed':
      return row.item.title
  }
}

function isClosed(row: BinderRow): boolean {
  return (row.kind === 'project' || row.kind === 'trash') && !row.expanded
}

function isOpen(row: BinderRow): boolean {
  return (row.kind === 'project' || row.kind === 'trash') && row.expanded
}
