import { useState } from 'react'
import type { Snapshot, SnapshotCause, SnapshotId } from '@contract/snapshots.ts'
import type { SnapshotList } from '../state/snapshots.ts'
import css from '../theme/Snapshots.module.css'
import { ListFault } from './ListFault.tsx'
import { useTakenOnce } from './taken-once.ts'
import { counted, whenText } from './wording.ts'

type SnapshotsPanelProps = Readonly<{
  list: SnapshotList
  nowMs: number
  /** Why nothing can be taken or restored, as a sentence; null when it can. */
  blocked: string | null
  onTake: (name: string) => void
  onCompare: (snapshot: Snapshot) => void
  onRestore: (snapshot: Snapshot) => void
  onRestoreProject: (snapshot: Snapshot) => void
  onRename: (id: SnapshotId, name: string) => void
  onRemove: (id: SnapshotId) => void
  onRetry: () => void
}>

const causes: Readonly<Record<SnapshotCause, string>> = {
  'by hand': 'by hand',
  accept: 'before a variant was accepted',
  'replace all': 'before replacing',
  import: 'before an import',
  restore: 'before going back',
  deletion: 'before much was deleted',
  daily: 'before the day’s first change',
}

/** The open document as it was at earlier times, newest first. */
export function SnapshotsPanel(props: SnapshotsPanelProps) {
  const [name, setName] = useState('')
  return (
    <div className={css.panel}>
      <form
        className={css.take}
        onSubmit={event => {
          event.preventDefault()
          props.onTake(name.trim())
          setName('')
        }}
      >
        <input
          aria-label="Name of the snapshot, if you like"
          placeholder="Name, if you like"
          maxLength={200}
          value={name}
          onChange={event => setName(event.target.value)}
        />
        <button type="submit" disabled={props.blocked !== null}>
          Take a snapshot
        </button>
      </form>
      <List {...props} />
    </div>
  )
}

function List(props: SnapshotsPanelProps) {
  const { list } = props
  switch (list.phase) {
    case 'loading':
      return (
        <p className={css.empty} role="status">
          Reading…
        </p>
      )
    case 'failed':
      return <ListFault fault={list.fault} className={css.empty} onRetry={props.onRetry} />
    case 'ready':
      if (list.snapshots.length === 0)
        return (
          <p className={css.empty}>
            No snapshot of this document yet. One is taken before each accept, and before the first change of a day.
          </p>
        )
      return (
        <ol className={css.list} aria-label="Snapshots, newest first">
          {list.snapshots.map(snapshot => (
            <Entry key={snapshot.id} snapshot={snapshot} {...props} />
          ))}
        </ol>
      )
  }
}

function Entry({ snapshot, ...props }: SnapshotsPanelProps & Readonly<{ snapshot: Snapshot }>) {
  const { id, atMs, name, cause, words, set } = snapshot
  const [naming, setNaming] = useState(false)
  const when = whenText(atMs, props.nowMs)
  const about = name === '' ? when : name
  return (
    <li className={css.snapshot}>
      {naming ? (
        <NameField
          name={name}
          onDone={typed => {
            setNaming(false)
            if (typed !== null && typed !== name) props.onRename(id, typed)
          }}
        />
      ) : (
        <b>{about}</b>
      )}
      <small>
        {[
          ...(name === '' ? [] : [when]),
          causes[cause],
          counted(words, 'word'),
          ...(set === null ? [] : ['with the project']),
        ].join(' · ')}
      </small>
      <div className={css.buttons}>
        <button
          type="button"
          aria-label={`Compare with the text now: ${about}`}
          onClick={() => props.onCompare(snapshot)}
        >
          Compare
        </button>
        <button
          type="button"
          disabled={props.blocked !== null}
          aria-label={`Restore: ${about}`}
          onClick={() => props.onRestore(snapshot)}
        >
          Restore
        </button>
        {set !== null && (
          <button
            type="button"
            disabled={props.blocked !== null}
            aria-label={`Restore the whole project: ${about}`}
            onClick={() => props.onRestoreProject(snapshot)}
          >
            Restore project
          </button>
        )}
        <button
          type="button"
          disabled={props.blocked !== null}
          aria-label={`Name: ${about}`}
          onClick={() => setNaming(true)}
        >
          Name
        </button>
        <button
          type="button"
          disabled={props.blocked !== null}
          aria-label={`Remove: ${about}`}
          onClick={() => props.onRemove(id)}
        >
          Remove
        </button>
      </div>
    </li>
  )
}

function NameField({ name, onDone }: { name: string; onDone: (name: string | null) => void }) {
  return (
    <input
      className={css.name}
      aria-label="Name of the snapshot"
      autoFocus
      maxLength={200}
      {...useTakenOnce(name, onDone)}
    />
  )
}
