import { useEffect, useRef, useState } from 'react'
import type { DragEvent, KeyboardEvent, MouseEvent } from 'react'
import type { Label, Place } from '@contract/binder.ts'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import type { BinderTree } from '../state/library-view.ts'
import css from '../theme/Binder.module.css'
import { binderAct } from './binder-keys.ts'
import type { BinderAct } from './binder-keys.ts'
import { placeOfDrop, placeOfMove, topmost } from './binder-places.ts'
import type { Drop } from './binder-places.ts'
import { binderRows, itemOf } from './binder-rows.ts'
import type { BinderItem, BinderRow } from './binder-rows.ts'
import { BinderLine } from './BinderLine.tsx'
import type { LineActs } from './BinderLine.tsx'
import { IconButton } from './IconButton.tsx'
import { PlusIcon } from './icons.tsx'

export type BinderProps = Readonly<{
  tree: BinderTree
  labels: readonly Label[]
  open: DocumentId | null
  /** The documents chosen to be moved, described or thrown away together; empty where only the focused line counts. */
  picked: ReadonlySet<DocumentId>
  /** False for a library that can only be read: nothing can then be added, renamed or moved. */
  writable: boolean
  /** The id of the project or document whose title is being typed. */
  renaming: ProjectId | DocumentId | null
  onRenaming: (id: ProjectId | DocumentId | null) => void
  onPick: (ids: ReadonlySet<DocumentId>) => void
  onOpen: (id: DocumentId) => void
  /** A new document in a project, or under a document. */
  onCreateDocument: (project: ProjectId, parent: DocumentId | null) => void
  onCreateProject: () => void
  onRename: (item: BinderItem, title: string) => void
  onMove: (ids: readonly DocumentId[], place: Place) => void
  onDuplicate: (id: DocumentId) => void
  onTrash: (items: readonly BinderItem[]) => void
  onRestore: (item: BinderItem) => void
  /** Files of the system were dropped at a place. */
  onFiles: (files: readonly File[], place: Place) => void
}>

type Dragging = Readonly<{ ids: readonly DocumentId[]; over: string | null; drop: Drop }>

/** The projects and their documents, as a tree: one line has the focus, arrow keys move it. */
export function Binder(props: BinderProps) {
  const { tree, open, writable, renaming, picked } = props
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<string | null>(null)
  const [dragging, setDragging] = useState<Dragging | null>(null)
  const list = useRef<HTMLUListElement>(null)
  /** Where a selection of several lines began. */
  const anchor = useRef<string | null>(null)
  const rows = useKeptRows(binderRows(tree, toggled))
  const focused = [chosen, open].find(key => rows.some(row => row.key === key)) ?? rows[0]?.key ?? ''

  const lineOf = (key: string) => list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  const focusOn = (key: string) => {
    setChosen(key)
    lineOf(key)?.focus()
  }

  // The line under the focus may be drawn anew elsewhere (moved, renamed, restored): the focus goes with it.
  const held = useRef(false)
  useEffect(() => {
    if (held.current && !renaming && document.activeElement === document.body) lineOf(focused)?.focus()
  })

  /** The documents that an act on `row` is for: all that are picked, if it is one of them. */
  function actedOn(row: BinderRow): DocumentId[] {
    if (row.kind !== 'document') return []
    return picked.has(row.document.id) ? topmost(tree, picked) : [row.document.id]
  }

  function perform(act: BinderAct): void {
    switch (act.act) {
      case 'focus':
        return focusOn(act.key)
      case 'extend':
        return extendTo(act.key, focused)
      case 'unpick':
        return props.onPick(new Set())
      case 'toggle':
        return setToggled(keys => withToggled(keys, act.row.key))
      case 'pick':
        return pick(act.row)
      case 'open':
        props.onPick(new Set())
        if (act.row.kind === 'document') props.onOpen(act.row.document.id)
        return
      case 'rename':
      case 'trash':
      case 'restore':
      case 'move':
      case 'duplicate':
        if (writable) change(act)
    }
  }

  function change(act: BinderAct): void {
    if (!('row' in act)) return
    const { row } = act
    const item = itemOf(row)
    if (act.act === 'rename' && item) props.onRenaming(item.id)
    else if (act.act === 'trash' && item) throwAway(row, item)
    else if (act.act === 'duplicate' && row.kind === 'document') props.onDuplicate(row.document.id)
    else if (act.act === 'restore' && row.kind === 'trashed') {
      setChosen(row.item.id)
      props.onRestore(row.item)
    } else if (act.act === 'move') {
      const ids = actedOn(row)
      const place = placeOfMove(tree, ids, act.to)
      if (place) moveTo(ids, place)
    }
  }

  /** What is moved stays in sight: the document that it goes into is opened. */
  function moveTo(ids: readonly DocumentId[], place: Place): void {
    setToggled(keys => new Set([...keys].filter(key => key !== place.parent)))
    props.onMove(ids, place)
  }

  function pick(row: BinderRow): void {
    if (row.kind !== 'document') return
    anchor.current = row.key
    const ids = new Set(picked)
    if (!ids.delete(row.document.id)) ids.add(row.document.id)
    props.onPick(ids)
  }

  /** Picks from where a selection began, or from the line `from`, to that of `key`. */
  function extendTo(key: string, from: string): void {
    anchor.current = picked.size === 0 ? from : (anchor.current ?? from)
    const ends = [anchor.current, key].map(end => rows.findIndex(row => row.key === end)).sort((a, b) => a - b)
    const range = rows.slice(ends[0], (ends[1] ?? 0) + 1)
    props.onPick(new Set(range.flatMap(row => (row.kind === 'document' ? [row.document.id] : []))))
    focusOn(key)
  }

  /** The focus goes to the line that takes the place of those thrown away. */
  function throwAway(row: BinderRow, item: BinderItem): void {
    const ids = actedOn(row)
    const items =
      ids.length > 1 ? rows.map(itemOf).filter(it => it?.kind === 'document' && ids.includes(it.id)) : [item]
    const at = rows.indexOf(row)
    setChosen((rows.slice(at + 1).find(({ level }) => level <= row.level) ?? rows[at - 1])?.key ?? null)
    props.onPick(new Set())
    props.onTrash(items.filter(it => it !== null))
  }

  function onClick(row: BinderRow, event: MouseEvent): void {
    // The line that is clicked has the focus already.
    if (event.shiftKey) extendTo(row.key, rows.find(({ key }) => key === open)?.key ?? row.key)
    else if (event.ctrlKey || event.metaKey) perform({ act: 'pick', row })
    else perform(row.kind === 'document' ? { act: 'open', row } : { act: 'toggle', row })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (renaming !== null || event.nativeEvent.isComposing || event.target instanceof HTMLInputElement) return
    if (event.target instanceof HTMLButtonElement) return
    const act = binderAct(rows, focused, event)
    if (!act) return
    event.preventDefault()
    perform(act)
  }

  function onRenamed(row: BinderRow, title: string | null): void {
    const item = itemOf(row)
    props.onRenaming(null)
    held.current = true
    if (item && title !== null && title !== item.title) props.onRename(item, title)
  }

  function onDrop(row: BinderRow, event: DragEvent): void {
    const files = [...event.dataTransfer.files]
    const place = dragging && placeOfDrop(tree, dragging.ids, row, dragging.drop)
    if (place && files.length > 0) props.onFiles(files, place)
    else if (place && dragging.ids.length > 0) moveTo(dragging.ids, place)
    setDragging(null)
  }

  function onDragOver(row: BinderRow, event: DragEvent<HTMLElement>): void {
    const ids = dragging?.ids ?? (writable && event.dataTransfer.types.includes('Files') ? [] : null)
    if (ids === null || (row.kind !== 'document' && row.kind !== 'project')) return
    event.preventDefault()
    const drop = row.kind === 'project' ? 'after' : dropAt(row, event)
    if (dragging?.over !== row.key || dragging.drop !== drop) setDragging({ ids, over: row.key, drop })
  }

  const acts: LineActs = {
    act: perform,
    click: onClick,
    focus: row => setChosen(row.key),
    add: props.onCreateDocument,
    renamed: onRenamed,
    dragStart: row => setDragging({ ids: actedOn(row), over: null, drop: 'before' }),
    dragOver: onDragOver,
    dragEnd: () => setDragging(null),
    drop: onDrop,
  }
  const on = useRef(acts)
  on.current = acts

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
        aria-multiselectable="true"
        className={css.tree}
        onKeyDown={onKeyDown}
        onFocus={() => (held.current = true)}
        onBlur={event => (held.current = event.relatedTarget === null)}
      >
        {rows.map(row => (
          <BinderLine
            key={row.key}
            row={row}
            labels={props.labels}
            current={row.key === open}
            picked={row.kind === 'document' && picked.has(row.document.id)}
            focusable={row.key === focused}
            writable={writable}
            renaming={renaming !== null && itemOf(row)?.id === renaming}
            drop={dragging?.over === row.key ? dragging.drop : null}
            on={on}
          />
        ))}
      </ul>
    </nav>
  )
}

/** The rows, each the very one of last time where it says the same: the tree is made anew whenever words are counted. */
function useKeptRows(rows: readonly BinderRow[]): readonly BinderRow[] {
  const last = useRef<ReadonlyMap<string, BinderRow>>(new Map())
  const kept = rows.map(row => {
    const before = last.current.get(row.key)
    return before && isSame(before, row) ? before : row
  })
  last.current = new Map(kept.map(row => [row.key, row]))
  return kept
}

function isSame(row: BinderRow, other: BinderRow): boolean {
  return (Object.keys(row) as (keyof BinderRow)[]).every(name => row[name] === other[name])
}

/** The upper and lower edge of a line mean before and after it; the middle of one that holds others, into it. */
function dropAt(row: Extract<BinderRow, { kind: 'document' }>, event: DragEvent<HTMLElement>): Drop {
  const { top, height } = event.currentTarget.getBoundingClientRect()
  const share = (event.clientY - top) / height
  const { kind } = row.document
  const holds = row.expanded !== null || kind === 'part' || kind === 'chapter'
  if (holds && share > 0.28 && share < 0.72) return 'into'
  return share > 0.5 ? 'after' : 'before'
}

function withToggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return next
}
