import type { DocumentId } from '@contract/library.ts'
import type { HistoryFilter, HistoryList, ScopeName } from '../state/history.ts'
import css from '../theme/HistoryPanel.module.css'
import { HistoryFilters } from './HistoryFilters.tsx'
import { HistoryRun } from './HistoryRun.tsx'
import type { RunActs } from './HistoryRun.tsx'
import { SearchIcon } from './icons.tsx'

export type HistoryPanelProps = Readonly<{
  list: HistoryList
  filter: HistoryFilter
  /** Times are told from here: `today`, `yesterday`. */
  nowMs: number
  /** Why nothing can be brought back now, as a sentence; null when it can. */
  blocked: string | null
  titleOf: (document: DocumentId) => string
  onFilter: (change: Partial<HistoryFilter>) => void
  onMore: () => void
  onPrune: () => void
  onRetry: () => void
  acts: RunActs
}>

/** How near to its end (px) a list is scrolled when more of it is asked for. */
const NEAR = 600

/** Past runs, newest first, of a passage, a document, a project or all. */
export function HistoryPanel(props: HistoryPanelProps) {
  const { filter, onFilter } = props
  return (
    <div className={css.panel}>
      <label className={css.search}>
        <SearchIcon />
        <input
          type="search"
          placeholder="Words, or a setting: seed:7"
          title="Words of the text, before or after; or settings: seed:7 strength:40 variety:0.7 length:same care:quick model:starter use:lamp avoid:sea"
          aria-label="Search the history"
          value={filter.text}
          onChange={event => onFilter({ text: event.target.value })}
        />
      </label>
      <HistoryFilters filter={filter} onFilter={onFilter} />
      <Runs {...props} />
      <footer className={css.foot}>
        <button type="button" disabled={props.blocked !== null} onClick={props.onPrune}>
          Size on disk, and pruning…
        </button>
      </footer>
    </div>
  )
}

function Runs(props: HistoryPanelProps) {
  const { list, filter, nowMs, blocked, titleOf, onMore, onRetry } = props
  switch (list.phase) {
    case 'loading':
      return (
        <div className={css.skeleton} role="status" aria-label="The history is being read">
          <i />
          <i />
          <i />
        </div>
      )
    case 'failed':
      return (
        <div className={css.empty} role="alert">
          <p>{list.fault.message}</p>
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        </div>
      )
    case 'ready':
      if (list.runs.length === 0) return <p className={css.empty}>{nothing(filter)}</p>
      return (
        <ol
          className={css.runs}
          aria-label="Runs, newest first"
          onScroll={({ currentTarget: it }) => {
            if (it.scrollHeight - it.scrollTop - it.clientHeight < NEAR) onMore()
          }}
        >
          {list.runs.map(run => (
            <HistoryRun
              key={run.id}
              run={run}
              title={filter.scope === 'project' || filter.scope === 'library' ? titleOf(run.document) : null}
              {...{ nowMs, blocked }}
              {...props.acts}
            />
          ))}
          {list.next !== null && (
            <li>
              <button type="button" className={css.more} onClick={onMore}>
                Older runs
              </button>
            </li>
          )}
        </ol>
      )
  }
}

const places = { passage: 'at this place', document: 'in this document', project: 'in this project', library: 'at all' }

function nothing({ scope, text, starred, accepted, days }: HistoryFilter): string {
  if (text !== '' || starred || accepted || days !== null) return `No run ${of(scope)} is like that.`
  return `Nothing has been rewritten ${places[scope]} yet. Every run is kept here with its variants and its seed.`
}

const of = (scope: ScopeName) => (scope === 'library' ? 'of the library' : places[scope])
