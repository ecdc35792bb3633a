import type { RunRecord } from '@contract/library.ts'
import type { HistoryList } from '../state/history.ts'
import css from '../theme/HistoryPanel.module.css'
import { HistoryRun } from './HistoryRun.tsx'
import { SearchIcon } from './icons.tsx'

type HistoryPanelProps = Readonly<{
  list: HistoryList
  query: string
  /** Times are told from here: `today`, `yesterday`. */
  nowMs: number
  /** Why a variant cannot be recalled now, as a sentence; null when it can. */
  blocked: string | null
  onQuery: (query: string) => void
  onRecall: (run: RunRecord, variant: number) => void
  onRetry: () => void
}>

/** The runs of the open document, newest first. */
export function HistoryPanel(props: HistoryPanelProps) {
  return (
    <div className={css.panel}>
      <label className={css.search}>
        <SearchIcon />
        <input
          type="search"
          placeholder="Search what was written"
          aria-label="Search the history"
          value={props.query}
          onChange={event => props.onQuery(event.target.value)}
        />
      </label>
      <Runs {...props} />
    </div>
  )
}

function Runs({ list, query, nowMs, blocked, onRecall, onRetry }: HistoryPanelProps) {
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
      if (list.runs.length === 0) return <p className={css.empty}>{nothing(query)}</p>
      return (
        <ol className={css.runs} aria-label="Runs, newest first">
          {list.runs.map(run => (
            <HistoryRun key={run.id} run={run} nowMs={nowMs} blocked={blocked} onRecall={onRecall} />
          ))}
        </ol>
      )
  }
}

function nothing(query: string): string {
  return query === ''
    ? 'Nothing has been rewritten in this document yet. Every run will be kept here with its variants and its seed.'
    : `No run in this document holds “${query}”.`
}
