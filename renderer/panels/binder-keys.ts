import type { Direction } from './binder-places.ts'
import type { BinderRow } from './binder-rows.ts'

/** What a key asks of the binder; null where it asks nothing. */
export type BinderAct =
  | Readonly<{ act: 'focus'; key: string }>
  /** `extend`: the selection goes up to this line. */
  | Readonly<{ act: 'extend'; key: string }>
  | Readonly<{ act: 'toggle' | 'open' | 'rename' | 'trash' | 'restore' | 'pick' | 'duplicate'; row: BinderRow }>
  | Readonly<{ act: 'move'; row: BinderRow; to: Direction }>
  | Readonly<{ act: 'unpick' }>

type Press = Readonly<{ key: string; altKey: boolean; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }>

/**
 * The keys of a tree with several lines to choose, as the WAI-ARIA practices give them, and F2, Delete, Ctrl/Cmd+D, and
 * Alt+Shift with the arrows, which move.
 */
export function binderAct(rows: readonly BinderRow[], focused: string, press: Press): BinderAct | null {
  const at = rows.findIndex(({ key }) => key === focused)
  const row = rows[at]
  if (!row) return null
  if (press.ctrlKey || press.metaKey) return press.altKey ? null : heldAct(row, press)
  if (press.altKey) return press.shiftKey ? moveAct(row, press.key) : null
  if (press.shiftKey && (press.key === 'ArrowDown' || press.key === 'ArrowUp'))
    return extendTo(rows[press.key === 'ArrowDown' ? at + 1 : at - 1])
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
      return isExpanded(row) === false
        ? { act: 'toggle', row }
        : focusOn(rows[at + 1]?.parent === row.key ? rows[at + 1] : undefined)
    case 'ArrowLeft':
      return isExpanded(row) === true ? { act: 'toggle', row } : focusOn(rows.find(({ key }) => key === row.parent))
    case 'Enter':
    case ' ':
      return enterAct(row)
    case 'Escape':
      return { act: 'unpick' }
    case 'F2':
      return row.kind === 'project' || row.kind === 'document' ? { act: 'rename', row } : null
    case 'Delete':
      return row.kind === 'project' || row.kind === 'document' ? { act: 'trash', row } : null
    default:
      return press.key.length === 1 ? focusOn(nextTitled(rows, at, press.key)) : null
  }
}

/** With Ctrl or Cmd. */
function heldAct(row: BinderRow, { key, shiftKey }: Press): BinderAct | null {
  if (shiftKey || row.kind !== 'document') return null
  if (key === ' ') return { act: 'pick', row }
  return key.toLowerCase() === 'd' ? { act: 'duplicate', row } : null
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

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
}

function moveAct(row: BinderRow, key: string): BinderAct | null {
  const to = directions[key]
  return to !== undefined && row.kind === 'document' ? { act: 'move', row, to } : null
}

function focusOn(row: BinderRow | undefined): BinderAct | null {
  return row ? { act: 'focus', key: row.key } : null
}

function extendTo(row: BinderRow | undefined): BinderAct | null {
  return row ? { act: 'extend', key: row.key } : null
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

/** Whether what the row holds is shown; null where it holds nothing. */
export function isExpanded(row: BinderRow): boolean | null {
  return row.kind === 'trashed' ? null : row.expanded
}
