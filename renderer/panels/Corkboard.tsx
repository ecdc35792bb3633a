import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Card, Label, Place } from '@contract/binder.ts'
import type { DocumentId } from '@contract/library.ts'
import type { BinderNode } from '../state/library-view.ts'
import type { Range } from '../state/range.ts'
import css from '../theme/Corkboard.module.css'
import { statusText } from './binder-wording.ts'
import { SynopsisField } from './InspectorPanel.tsx'
import type { Keep } from './kept-text.ts'
import { KindIcon } from './KindIcon.tsx'
import { LabelMark } from './LabelMark.tsx'
import { Progress } from './Progress.tsx'
import { counted } from './wording.ts'

type CorkboardProps = Readonly<{
  range: Range
  labels: readonly Label[]
  open: DocumentId | null
  writable: boolean
  onOpen: (id: DocumentId) => void
  onChange: (id: DocumentId, change: Partial<Card>) => Promise<boolean>
  onMove: (id: DocumentId, place: Place) => void
}>

/** The documents of a range as cards: arrows go round, Enter opens, F2 writes the synopsis, Alt+Shift+arrows move. */
export function Corkboard({ range, labels, open, writable, onOpen, onChange, onMove }: CorkboardProps) {
  const { nodes } = range
  const [chosen, setChosen] = useState<DocumentId | null>(open)
  const [editing, setEditing] = useState<DocumentId | null>(null)
  const [dragged, setDragged] = useState<DocumentId | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const focused = nodes.find(({ document }) => document.id === chosen)?.document.id ?? nodes[0]?.document.id
  /** Cards of one parent can be ordered among themselves; picked ones from here and there cannot. */
  const movable = writable && new Set(nodes.map(({ document }) => document.parent)).size <= 1

  const cards = () => [...(list.current?.children ?? [])] as HTMLElement[]
  const focusAt = (at: number) => cards()[at]?.focus()
  /** How many cards stand beside each other. */
  const columns = () => cards().filter(card => card.offsetTop === cards()[0]?.offsetTop).length

  function moveTo(id: DocumentId, position: number): void {
    const node = nodes.find(({ document }) => document.id === id)
    if (!movable || !node || position < 0 || position >= nodes.length) return
    onMove(id, { project: node.document.project, parent: node.document.parent, position })
  }

  function onKeyDown(event: KeyboardEvent, at: number, id: DocumentId): void {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns(), ArrowUp: -columns() }[event.key]
    if (by !== undefined && event.altKey && event.shiftKey) moveTo(id, at + by)
    else if (by !== undefined) focusAt(at + by)
    else if (event.key === 'Enter') onOpen(id)
    else if (event.key === 'F2' && writable) setEditing(id)
    else return
    event.preventDefault()
  }

  return (
    <section className={css.board} aria-label="Corkboard">
      <h2 className={css.head}>{range.title}</h2>
      {nodes.length === 0 && <p className={css.none}>Nothing stands here yet.</p>}
      <ul ref={list} className={css.cards}>
        {nodes.map((node, at) => (
          <li
            key={node.document.id}
            className={css.card}
            tabIndex={node.document.id === focused ? 0 : -1}
            aria-current={node.document.id === open ? 'page' : undefined}
            aria-keyshortcuts="Enter F2 Alt+Shift+ArrowLeft Alt+Shift+ArrowRight"
            draggable={movable && editing === null}
            data-over={dragged !== null && dragged !== node.document.id ? true : undefined}
            onFocus={() => setChosen(node.document.id)}
            onKeyDown={event => onKeyDown(event, at, node.document.id)}
            onDoubleClick={() => onOpen(node.document.id)}
            onDragStart={() => setDragged(node.document.id)}
            onDragEnd={() => setDragged(null)}
            onDragOver={event => dragged !== null && event.preventDefault()}
            onDrop={event => {
              event.preventDefault()
              if (dragged !== null) moveTo(dragged, at)
              setDragged(null)
            }}
          >
            <CardHead node={node} labels={labels} />
            {editing === node.document.id ? (
              <SynopsisEditor
                node={node}
                onChange={synopsis => onChange(node.document.id, { synopsis })}
                onDone={() => {
                  setEditing(null)
                  focusAt(at)
                }}
              />
            ) : (
              <p
                className={css.synopsis}
                data-empty={node.document.synopsis === '' || undefined}
                onClick={() => writable && setEditing(node.document.id)}
              >
                {node.document.synopsis || 'No synopsis yet.'}
              </p>
            )}
            <CardFoot node={node} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function CardHead({ node: { document }, labels }: Readonly<{ node: BinderNode; labels: readonly Label[] }>) {
  return (
    <h3 className={css.title}>
      <KindIcon document={document} />
      <span>{document.title}</span>
      <LabelMark label={labels.find(({ id }) => id === document.label)} whole />
    </h3>
  )
}

function CardFoot({ node: { document, words, children } }: { node: BinderNode }) {
  return (
    <footer className={css.foot}>
      {document.target === null ? (
        <span>{counted(words, 'word')}</span>
      ) : (
        <Progress words={words} goal={document.target} name="Words" />
      )}
      {children.length > 0 && <span>{counted(children.length, 'document')}</span>}
      {document.status !== 'none' && <span className={css.status}>{statusText(document.status)}</span>}
    </footer>
  )
}

type SynopsisEditorProps = Readonly<{ node: BinderNode; onChange: Keep; onDone: () => void }>

/** Escape and leaving the field end it; what is typed is kept either way. */
function SynopsisEditor({ node: { document }, onChange, onDone }: SynopsisEditorProps) {
  return (
    <div
      className={css.editor}
      ref={field => field?.querySelector('textarea')?.focus()}
      onBlur={onDone}
      onKeyDown={event => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.stopPropagation()
        onDone()
      }}
    >
      <SynopsisField
        id={`synopsis-${document.id}`}
        name={`Synopsis of ${document.title}`}
        value={document.synopsis}
        disabled={false}
        onChange={onChange}
      />
    </div>
  )
}
