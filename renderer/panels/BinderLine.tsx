import { memo } from 'react'
import type { CSSProperties, DragEvent, MouseEvent, RefObject } from 'react'
import type { Label } from '@contract/binder.ts'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import css from '../theme/Binder.module.css'
import { isExpanded, titleOf } from './binder-keys.ts'
import type { BinderAct } from './binder-keys.ts'
import type { Drop } from './binder-places.ts'
import type { BinderRow } from './binder-rows.ts'
import { ChevronIcon, PencilIcon, PlusIcon, RestoreIcon, TrashIcon } from './icons.tsx'
import { IconButton } from './IconButton.tsx'
import { KindIcon } from './KindIcon.tsx'
import { LabelMark } from './LabelMark.tsx'
import { useTakenOnce } from './taken-once.ts'
import { grouped, oneOrMany } from './wording.ts'

/** What is done with a line, which is told which one. */
export type LineActs = Readonly<{
  act: (act: BinderAct) => void
  click: (row: BinderRow, event: MouseEvent) => void
  focus: (row: BinderRow) => void
  add: (project: ProjectId, parent: DocumentId | null) => void
  /** With the new title, or null when the old one stays. */
  renamed: (row: BinderRow, title: string | null) => void
  dragStart: (row: BinderRow) => void
  dragOver: (row: BinderRow, event: DragEvent<HTMLElement>) => void
  dragEnd: () => void
  drop: (row: BinderRow, event: DragEvent) => void
}>

type BinderLineProps = Readonly<{
  row: BinderRow
  labels: readonly Label[]
  current: boolean
  picked: boolean
  focusable: boolean
  writable: boolean
  renaming: boolean
  drop: Drop | null
  /** Always the same, so that a line is not drawn anew for acts that are. */
  on: RefObject<LineActs>
}>

const moves = 'Alt+Shift+ArrowUp Alt+Shift+ArrowDown Alt+Shift+ArrowRight Alt+Shift+ArrowLeft'

/** One line of the binder, drawn anew only where something of it changed: there are thousands, and a key changes few. */
export const BinderLine = memo(function BinderLine(props: BinderLineProps) {
  const { row, current, picked, focusable, writable, renaming, on } = props
  const expanded = isExpanded(row)
  const movable = row.kind === 'document' && writable && !renaming
  return (
    <li
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.at}
      aria-setsize={row.of}
      aria-expanded={expanded ?? undefined}
      aria-selected={picked}
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={movable ? `F2 Delete ${moves}` : undefined}
      tabIndex={focusable && !renaming ? 0 : -1}
      className={css.line}
      data-key={row.key}
      data-kind={row.kind}
      style={{ '--level': row.level } as CSSProperties}
      data-drop={props.drop ?? undefined}
      draggable={movable}
      onFocus={() => on.current.focus(row)}
      onClick={event => on.current.click(row, event)}
      onDoubleClick={() => on.current.act({ act: 'rename', row })}
      onDragStart={event => {
        event.dataTransfer.effectAllowed = 'move'
        on.current.dragStart(row)
      }}
      onDragOver={event => on.current.dragOver(row, event)}
      onDragEnd={() => on.current.dragEnd()}
      onDrop={event => {
        event.preventDefault()
        on.current.drop(row, event)
      }}
    >
      <span
        className={css.twist}
        onClick={event => {
          if (expanded === null) return
          event.stopPropagation()
          on.current.act({ act: 'toggle', row })
        }}
      >
        {expanded !== null && <ChevronIcon />}
      </span>
      {row.kind === 'document' && <KindIcon document={row.document} />}
      {renaming ? (
        <TitleField title={titleOf(row)} onDone={title => on.current.renamed(row, title)} />
      ) : (
        <span className={css.title}>{titleOf(row)}</span>
      )}
      {!renaming && row.kind === 'document' && (
        <LabelMark label={props.labels.find(it => it.id === row.document.label)} />
      )}
      {!renaming && <Count row={row} />}
      {!renaming && writable && <LineActions {...props} />}
    </li>
  )
})

/** The same actions have keys; these are for the mouse, so they stay out of the order of Tab. */
function LineActions({ row, on }: BinderLineProps) {
  const act = (name: 'rename' | 'trash' | 'restore') => on.current.act({ act: name, row })
  if (row.kind === 'trash') return null
  return (
    <span aria-hidden="true" className={css.actions} onClick={event => event.stopPropagation()} onDoubleClick={stop}>
      {row.kind === 'trashed' && (
        <IconButton name={`Restore ${titleOf(row)}`} tabIndex={-1} onClick={() => act('restore')}>
          <RestoreIcon />
        </IconButton>
      )}
      {isHolder(row) && (
        <IconButton name={`New document in ${titleOf(row)}`} tabIndex={-1} onClick={() => addTo(row, on.current.add)}>
          <PlusIcon />
        </IconButton>
      )}
      {(row.kind === 'project' || row.kind === 'document') && (
        <>
          <IconButton name={`Rename ${titleOf(row)}`} tabIndex={-1} onClick={() => act('rename')}>
            <PencilIcon />
          </IconButton>
          <IconButton name={`Move ${titleOf(row)} to the trash`} tabIndex={-1} onClick={() => act('trash')}>
            <TrashIcon />
          </IconButton>
        </>
      )}
    </span>
  )
}

function isHolder(row: BinderRow): boolean {
  if (row.kind === 'document') return row.document.kind === 'part' || row.document.kind === 'chapter'
  return row.kind === 'project'
}

function addTo(row: BinderRow, add: LineActs['add']): void {
  if (row.kind === 'project') add(row.project.id, null)
  else if (row.kind === 'document') add(row.document.project, row.document.id)
}

function TitleField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const field = useTakenOnce(title, typed => onDone(typed === '' ? null : typed))
  return (
    <input
      className={css.field}
      aria-label="Title"
      maxLength={200}
      autoFocus
      onFocus={event => event.target.select()}
      onClick={stop}
      onDoubleClick={stop}
      {...field}
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
      return <Number of={row.words} noun="word" />
    case 'trash':
      return <Number of={row.count} noun="item" />
  }
}

function Number({ of, noun }: { of: number; noun: string }) {
  if (of === 0) return null
  return (
    <small className={css.count}>
      {grouped(of)} <span className={css.spoken}>{oneOrMany(of, noun)}</span>
    </small>
  )
}
