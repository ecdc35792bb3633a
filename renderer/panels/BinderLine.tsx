import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import css from '../theme/Binder.module.css'
import { titleOf } from './binder-keys.ts'
import type { BinderAct } from './binder-keys.ts'
import type { BinderRow } from './binder-rows.ts'
import { ChevronIcon, PencilIcon, PlusIcon, RestoreIcon, TrashIcon } from './icons.tsx'
import { IconButton } from './IconButton.tsx'
import { grouped } from './wording.ts'

type BinderLineProps = Readonly<{
  row: BinderRow
  current: boolean
  focusable: boolean
  writable: boolean
  renaming: boolean
  drop: 'before' | 'after' | null
  onAct: (act: BinderAct) => void
  onFocus: () => void
  onAdd: (project: ProjectId) => void
  /** With the new title, or null when the old one stays. */
  onRenamed: (title: string | null) => void
  onDragStart: (id: DocumentId) => void
  onDragOver: (event: DragEvent<HTMLElement>) => void
  onDragEnd: () => void
  onDrop: () => void
}>

/** One line of the binder. */
export function BinderLine(props: BinderLineProps) {
  const { row, current, focusable, writable, renaming } = props
  const expandable = row.kind === 'project' || row.kind === 'trash'
  const movable = row.kind === 'document' && writable && !renaming
  return (
    <li
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.at}
      aria-setsize={row.of}
      aria-expanded={expandable ? row.expanded : undefined}
      aria-selected={current}
      aria-keyshortcuts={movable ? 'F2 Delete Alt+Shift+ArrowUp Alt+Shift+ArrowDown' : undefined}
      tabIndex={focusable && !renaming ? 0 : -1}
      className={css.line}
      data-key={row.key}
      data-kind={row.kind}
      data-drop={props.drop ?? undefined}
      draggable={movable}
      onFocus={props.onFocus}
      onClick={() => props.onAct(row.kind === 'document' ? { act: 'open', row } : { act: 'toggle', row })}
      onDoubleClick={() => props.onAct({ act: 'rename', row })}
      onDragStart={event => {
        event.dataTransfer.effectAllowed = 'move'
        if (row.kind === 'document') props.onDragStart(row.document.id)
      }}
      onDragOver={props.onDragOver}
      onDragEnd={props.onDragEnd}
      onDrop={event => {
        event.preventDefault()
        props.onDrop()
      }}
    >
      {expandable && (
        <span className={css.twist}>
          <ChevronIcon />
        </span>
      )}
      {renaming ? (
        <TitleField title={titleOf(row)} onDone={props.onRenamed} />
      ) : (
        <span className={css.title}>{titleOf(row)}</span>
      )}
      {!renaming && <Count row={row} />}
      {!renaming && writable && <LineActions {...props} />}
    </li>
  )
}

/** The same actions have keys; these are for the mouse, so they stay out of the order of Tab. */
function LineActions({ row, onAct, onAdd }: BinderLineProps) {
  if (row.kind === 'trash') return null
  return (
    <span aria-hidden="true" className={css.actions} onClick={event => event.stopPropagation()} onDoubleClick={stop}>
      {row.kind === 'trashed' && (
        <IconButton name={`Restore ${titleOf(row)}`} tabIndex={-1} onClick={() => onAct({ act: 'restore', row })}>
          <RestoreIcon />
        </IconButton>
      )}
      {row.kind === 'project' && (
        <IconButton name={`New document in ${row.project.title}`} tabIndex={-1} onClick={() => onAdd(row.project.id)}>
          <PlusIcon />
        </IconButton>
      )}
      {(row.kind === 'project' || row.kind === 'document') && (
        <>
          <IconButton name={`Rename ${titleOf(row)}`} tabIndex={-1} onClick={() => onAct({ act: 'rename', row })}>
            <PencilIcon />
          </IconButton>
          <IconButton
            name={`Move ${titleOf(row)} to the trash`}
            tabIndex={-1}
            onClick={() => onAct({ act: 'trash', row })}
          >
            <TrashIcon />
          </IconButton>
        </>
      )}
    </span>
  )
}

function TitleField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const [typed, setTyped] = useState(title)
  const done = useRef(false)
  // Taking the field away blurs it: what was settled by a key is not settled again.
  const settle = (kept: string) => {
    if (!done.current) onDone(kept === '' ? null : kept)
    done.current = true
  }
  return (
    <input
      className={css.field}
      aria-label="Title"
      value={typed}
      maxLength={200}
      autoFocus
      onFocus={event => event.target.select()}
      onChange={event => setTyped(event.target.value)}
      onClick={stop}
      onDoubleClick={stop}
      onBlur={() => settle(typed.trim())}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') settle(typed.trim())
        else if (event.key === 'Escape') settle('')
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}

function stop(event: { stopPropagation: () => void }): void {
  event.stopPropagation()
}

/** What a row holds: a number to see, and its noun to hear. */
function Count({ row }: { row: BinderRow }) {
  switch (row.kind) {
    case 'project':
      return null
    case 'trashed':
      return <span className={css.spoken}>in the trash, Enter brings it back</span>
    case 'document':
      return <Number of={row.document.words} noun="words" />
    case 'trash':
      return <Number of={row.count} noun="items" />
  }
}

function Number({ of, noun }: { of: number; noun: string }) {
  if (of === 0) return null
  return (
    <small className={css.count}>
      {grouped(of)} <span className={css.spoken}>{noun}</span>
    </small>
  )
}
