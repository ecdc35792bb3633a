import type { DocumentId } from '@contract/library.ts'
import { HITS_MAX } from '@contract/search.ts'
import type { DocumentHit, RunHit } from '@contract/search.ts'
import type { SearchState } from '../state/search.ts'
import css from '../theme/SearchPanel.module.css'
import { Excerpt } from './Excerpt.tsx'
import { counted, fateText, whenText } from './wording.ts'

type SearchResultsProps = Readonly<{
  state: SearchState
  nowMs: number
  titleOf: (document: DocumentId) => string
  onDocument: (hit: DocumentHit) => void
  onRun: (hit: RunHit) => void
}>

/** What a full-text search found: documents by relevance, then runs, the newest first. */
export function SearchResults({ state, nowMs, titleOf, onDocument, onRun }: SearchResultsProps) {
  const { text, results, fault } = state
  if (fault) return <Empty alert>{fault.message}</Empty>
  if (text.trim() === '') return <Empty>Words in any order, “a phrase”, -without. Texts, notes and the history.</Empty>
  const { documents, runs } = results
  return (
    <div className={css.results}>
      <p role="status" className={css.count}>
        {documents.length + runs.length === 0
          ? 'Nothing in the library says that.'
          : `${about(documents.length, 'document')}, ${about(runs.length, 'run')}`}
      </p>
      <ul>
        {documents.map(hit => (
          <li key={hit.document}>
            <button type="button" className={css.result} onClick={() => onDocument(hit)}>
              <b>
                <Excerpt pieces={hit.title} />
              </b>
              <span>
                <Excerpt pieces={hit.excerpt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {runs.length > 0 && <h3 className={css.heading}>In the history</h3>}
      <ul>
        {runs.map(hit => (
          <li key={hit.run}>
            <button type="button" className={css.result} onClick={() => onRun(hit)}>
              <small>
                {whenText(hit.startedAtMs, nowMs)} · {titleOf(hit.document)} · {fateText(hit.fate)}
                {hit.variant === null && ' · what it was to replace'}
              </small>
              <span>
                <Excerpt pieces={hit.excerpt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Past the most that is listed, it is not known how many there are. */
function about(count: number, noun: string): string {
  return count < HITS_MAX ? counted(count, noun) : `the first ${counted(count, noun)}`
}

function Empty({ alert = false, children }: { alert?: boolean; children: string }) {
  return (
    <p className={css.empty} role={alert ? 'alert' : undefined}>
      {children}
    </p>
  )
}
