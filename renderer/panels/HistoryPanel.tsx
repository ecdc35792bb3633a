import type { DocumentId } from '@contract/library.ts'
import type { HistoryFilter, HistoryList, ScopeName } from '../state/history.ts'
import css from '../theme/HistoryPanel.module.css'
import { HistoryFilters } from './HistoryFilters.tsx'
import { HistoryRun } from './HistoryRun.tsx'
import type { RunActs } from './HistoryRun.tsx'
import { ListFault } from './ListFault.tsx'
import { ListSearch } from './ListSearch.tsx'
import { PagedList } from './PagedList.tsx'

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

/** Past runs, newest first, of a passage, a document, a project or all. */
export function HistoryPanel(props: HistoryPanelProps) {
  const { filter, onFilter } = props
  return (
    <div className={css.panel}>
      <ListSearch
        label="Search the history"
        placeholder="Words, or a setting: seed:7"
        title="Words of the text, before or after; or settings: seed:7 strength:40 variety:0.7 length:same care:quick model:starter use:lamp avoid:sea"
        text={filter.text}
        onText={text => onFilter({ text })}
      />
      <HistoryFilters filter={filter} onFilter={onFilter} />
      <Runs {...props} />
      <footer className={css.foot}>
        <button type="button" disabled={props.blocked !== null} onClick={props.onPrune}>
          Size on disk, and deleting old runs…
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
      return <ListFault fault={list.fault} className={css.empty} onRetry={onRetry} />
    case 'ready':
      if (list.runs.length === 0) return <p className={css.empty}>{nothing(filter)}</p>
      return (
        <PagedList
          label="Runs, newest first"
          className={css.runs}
          more={list.next === null ? null : { text: 'Older runs', className: css.more }}
          onMore={onMore}
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
        </PagedList>
      )
  }
}

const places = { passage: 'at this place', document: 'in this document', project: 'in this project', library: 'at all' }

function nothing({ scope, text, starred, accepted, days }: HistoryFilter): string {
  if (text !== '' || starred || accepted || days !== null) return `No run ${of(scope)} is like that.`
  return `Nothing has been rewritten ${places[scope]} yet. Every run is kept here with its variants and its seed.`
}

const of = (scope: ScopeName) => (scope === 'library' ? 'of the library' : places[scope])
