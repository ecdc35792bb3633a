import { useState } from 'react'
import type { DragEvent } from 'react'
import type { DocumentId } from '@contract/library.ts'
import type { ScrapsState } from '../state/scraps.ts'
import css from '../theme/Scraps.module.css'
import { ListFault } from './ListFault.tsx'
import { ListSearch } from './ListSearch.tsx'
import { PagedList } from './PagedList.tsx'
import { ScrapEntry } from './ScrapEntry.tsx'
import type { ScrapActs } from './ScrapEntry.tsx'
import { Segmented } from './Segmented.tsx'

type ScrapsPanelProps = ScrapsState &
  Readonly<{
    /** The title of the project whose shelf it is, where that is not the open one's; null where it is. */
    elsewhere: string | null
    nowMs: number
    /** Why nothing can be changed, as a sentence; null when it can. */
    blocked: string | null
    moveKey: string
    keepKey: string
    variantKey: string
    titleOf: (document: DocumentId) => string
    onHome: () => void
    onFilter: (change: Partial<ScrapsState['filter']>) => void
    onMore: () => void
    onRetry: () => void
    /** Whether what is dragged can be kept here. */
    takes: (data: DataTransfer) => boolean
    onDrop: (data: DataTransfer) => void
    acts: ScrapActs
  }>

const shelves = [
  { value: 'shelf', label: 'All' },
  { value: 'starred', label: 'Starred' },
  { value: 'removed', label: 'Removed' },
] as const

/** What the writer put aside in a project, newest first. Text of the page and variants can be dragged onto it. */
export function ScrapsPanel(props: ScrapsPanelProps) {
  const { filter, elsewhere, onFilter } = props
  const target = useDropTarget(props)
  return (
    <div className={css.panel} {...target.on}>
      {target.isOver && <p className={css.drop}>Let go to keep a copy here</p>}
      <ListSearch
        label="Search the scraps"
        placeholder="Words of a scrap"
        text={filter.text}
        onText={text => onFilter({ text })}
      />
      <div className={css.shown}>
        <Segmented
          label="Which scraps"
          choices={shelves}
          value={filter.shown}
          onChange={shown => onFilter({ shown })}
        />
      </div>
      {elsewhere !== null && (
        <p className={css.elsewhere}>
          The scraps of “{elsewhere}”.{' '}
          <button type="button" onClick={props.onHome}>
            Show those of this project
          </button>
        </p>
      )}
      <List {...props} />
    </div>
  )
}

/** What is dragged over an element and can be kept there is a copy: what it was dragged from stays. */
function useDropTarget({ takes, onDrop }: Pick<ScrapsPanelProps, 'takes' | 'onDrop'>) {
  const [isOver, setOver] = useState(false)
  const on = {
    onDragOver: (event: DragEvent) => {
      if (!takes(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    },
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      setOver(false)
      if (!takes(event.dataTransfer)) return
      event.preventDefault()
      onDrop(event.dataTransfer)
    },
  }
  return { isOver, on }
}

function List(props: ScrapsPanelProps) {
  const { list, project, read, chosen, nowMs, blocked, titleOf, onMore, onRetry, acts } = props
  if (project === null) return <p className={css.empty}>Open a document to see what was put aside in its project.</p>
  switch (list.phase) {
    case 'loading':
      return (
        <p className={css.empty} role="status">
          Reading…
        </p>
      )
    case 'failed':
      return <ListFault fault={list.fault} className={css.empty} onRetry={onRetry} />
    case 'ready':
      if (list.scraps.length === 0) return <Nothing {...props} />
      return (
        <PagedList
          label="Scraps, newest first"
          className={css.list}
          more={list.next === null ? null : { text: 'Older scraps', className: css.more }}
          onMore={onMore}
        >
          {list.scraps.map(scrap => (
            <ScrapEntry
              key={scrap.id}
              scrap={scrap}
              title={scrap.document === null ? '' : titleOf(scrap.document)}
              text={read?.id === scrap.id ? read.text : null}
              chosen={chosen === scrap.id}
              {...{ nowMs, blocked, acts }}
            />
          ))}
        </PagedList>
      )
  }
}

function Nothing({ filter: { text, shown }, moveKey, keepKey, variantKey }: ScrapsPanelProps) {
  if (text.trim() !== '') return <p className={css.empty}>No scrap here says that.</p>
  if (shown === 'starred') return <p className={css.empty}>No scrap has a star yet.</p>
  if (shown === 'removed')
    return <p className={css.empty}>Nothing was removed. What you take off the shelf can be put back from here.</p>
  return (
    <div className={css.empty}>
      <p>Nothing is put aside yet. What you cut but do not want to lose can lie here.</p>
      <ul>
        <Way keys={moveKey}>moves the selected text here</Way>
        <Way keys={keepKey}>keeps a copy of it here</Way>
        <Way keys={variantKey}>keeps a variant that you do not take</Way>
      </ul>
      <p>Or drag selected text, or a variant by its handle, onto this shelf.</p>
    </div>
  )
}

/** A way to put something aside; without a key it is a command. */
function Way({ keys, children }: { keys: string; children: string }) {
  return (
    <li>
      {keys === '' ? 'A command' : <kbd>{keys}</kbd>} {children}
    </li>
  )
}
