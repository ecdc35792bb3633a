import { useEffect, useRef, useState } from 'react'
import type { DragEvent, KeyboardEvent } from 'react'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import type { BinderTree } from '../state/library-view.ts'
import css from '../theme/Binder.module.css'
import { binderAct } from './binder-keys.ts'
import type { BinderAct } from './binder-keys.ts'
import { binderRows, itemOf, placeBeside, placeOfDrop } from './binder-rows.ts'
import type { BinderItem, BinderRow, Place } from './binder-rows.ts'
import { BinderLine } from './BinderLine.tsx'
import { IconButton } from './IconButton.tsx'
import { PlusIcon } from './icons.tsx'

export type BinderProps = Readonly<{
  tree: BinderTree
  open: DocumentId | null
  /** False for a library that can only be read: nothing can then be added, renamed or moved. */
  writable: boolean
  /** The id of the project or document whose title is being typed. */
  renaming: ProjectId | DocumentId | null
  onRenaming: (id: ProjectId | DocumentId | null) => void
  onOpen: (id: DocumentId) => void
  onCreateDocument: (project: ProjectId) => void
  onCreateProject: () => void
  onRename: (item: BinderItem, title: string) => void
  onMove: (id: DocumentId, place: Place) => void
  onTrash: (item: BinderItem) => void
  onRestore: (item: BinderItem) => void
}>

type Dragging = Readonly<{ id: DocumentId; over: string | null; after: boolean }>

/** The projects and their documents, as a tree: one line has the focus, arrow keys move it. */
export function Binder(props: BinderProps) {
  const { tree, open, writable, renaming } = props
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<string | null>(null)
  const [dragging, setDragging] = useState<Dragging | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const rows = binderRows(tree, toggled)
  const focused = [chosen, open].find(key => rows.some(row => row.key === key)) ?? rows[0]?.key ?? ''

  const lineOf = (key: string) => list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  const focusOn = (key: string) => {
    setChosen(key)
    lineOf(key)?.focus()
  }
  const toggle = (key: string) => setToggled(keys => withToggled(keys, key))

  // The line under the focus may be drawn anew elsewhere (moved, renamed, restored): the focus goes with it.
  const held = useRef(false)
  useEffect(() => {
    if (held.current && !renaming && document.activeElement === document.body) lineOf(focused)?.focus()
  })

  function perform(act: BinderAct): void {
    if (act.act === 'focus') {
      focusOn(act.key)
      return
    }
    const { row } = act
    const item = itemOf(row)
    if (act.act === 'toggle') toggle(row.key)
    else if (act.act === 'open' && row.kind === 'document') props.onOpen(row.document.id)
    else if (!writable) return
    else if (act.act === 'rename' && item) props.onRenaming(item.id)
    else if (act.act === 'trash' && item) throwAway(row, item)
    else if (act.act === 'restore' && row.kind === 'trashed') {
      setChosen(row.item.id)
      props.onRestore(row.item)
    } else if (act.act === 'move' && row.kind === 'document') {
      const place = placeBeside(tree, row.document.id, act.by)
      if (place) props.onMove(row.document.id, place)
    }
  }

  /** The focus goes to the line that takes the place of the one thrown away. */
  function throwAway(row: BinderRow, item: BinderItem): void {
    const at = rows.indexOf(row)
    setChosen((rows.slice(at + 1).find(({ level }) => level <= row.level) ?? rows[at - 1])?.key ?? null)
    props.onTrash(item)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (renaming !== null || event.nativeEvent.isComposing || event.target instanceof HTMLInputElement) return
    if (event.target instanceof HTMLButtonElement) return
    const act = binderAct(rows, focused, event)
    if (!act) return
    event.preventDefault()
    perform(act)
  }

  function onDrop(row: BinderRow): void {
    const place = dragging && placeOfDrop(tree, dragging.id, row, dragging.after)
    if (place) props.onMove(dragging.id, place)
    setDragging(null)
  }

  function onDragOver(event: DragEvent<HTMLElement>, row: BinderRow): void {
    if (!dragging || (row.kind !== 'document' && row.kind !== 'project')) return
    event.preventDefault()
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const after = row.kind === 'project' || event.clientY > top + height / 2
    if (dragging.over !== row.key || dragging.after !== after) setDragging({ ...dragging, over: row.key, after })
  }

  return (
    <nav className={css.binder} aria-label="Binder" data-pane="binder">
      <div className={css.head}>
        <h2>Manuscripts</h2>
        {writable && (
          <IconButton name="New project" onClick={props.onCreateProject}>
            <PlusIcon />
          </IconButton>
        )}
      </div>
      <ul
        ref={list}
        role="tree"
        aria-label="Projects and documents"
        className={css.tree}
        onKeyDown={onKeyDown}
        onFocus={() => (held.current = true)}
        onBlur={event => (held.current = event.relatedTarget === null)}
      >
        {rows.map(row => (
          <BinderLine
            key={row.key}
            row={row}
            current={row.key === open}
            focusable={row.key === focused}
            writable={writable}
            renaming={renaming !== null && itemOf(row)?.id === renaming}
            drop={dragging?.over === row.key ? (dragging.after ? 'after' : 'before') : null}
            onAct={perform}
            onFocus={() => setChosen(row.key)}
            onAdd={props.onCreateDocument}
            onRenamed={title => {
              const item = itemOf(row)
              props.onRenaming(null)
              held.current = true
              if (item && title !== null && title !== item.title) props.onRename(item, title)
            }}
            onDragStart={id => setDragging({ id, over: null, after: false })}
            onDragOver={event => onDragOver(event, row)}
            onDragEnd={() => setDragging(null)}
            onDrop={() => onDrop(row)}
          />
        ))}
      </ul>
    </nav>
  )
}

function withToggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return next
}
