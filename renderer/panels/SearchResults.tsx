import type { DocumentId } from '@contract/library.ts'
import { HITS_MAX } from '@contract/search.ts'
import type { CardHit, DocumentHit, FootnoteHit, RunHit, ScrapHit } from '@contract/search.ts'
import type { SearchState } from '../state/search.ts'
import css from '../theme/SearchPanel.module.css'
import { Excerpt } from './Excerpt.tsx'
import { counted, fateText, whenText } from './wording.ts'

type SearchResultsProps = Readonly<{
  state: SearchState
  nowMs: number
  titleOf: (document: DocumentId) => string
  onDocument: (hit: DocumentHit) => void
  onFootnote: (hit: FootnoteHit) => void
  onCard: (document: DocumentId) => void
  onScrap: (hit: ScrapHit) => void
  onRun: (hit: RunHit) => void
}>

/** What a full-text search found: documents, their footnotes and cards by relevance, then scraps and runs, the newest first. */
export function SearchResults(props: SearchResultsProps) {
  const { state, nowMs, titleOf, onDocument, onFootnote, onCard, onScrap, onRun } = props
  const { text, results, fault } = state
  if (fault) return <Empty alert>{fault.message}</Empty>
  if (text.trim() === '')
    return (
      <Empty>
        Words in any order, “a phrase”, -without. Texts, footnotes, notes, synopses, labels, scraps and history.
      </Empty>
    )
  const { documents, footnotes, cards, scraps, runs } = results
  return (
    <div className={css.results}>
      <p role="status" className={css.count}>
        {found(results)}
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
      {footnotes.length > 0 && <h3 className={css.heading}>Footnotes</h3>}
      <ul>
        {footnotes.map(hit => (
          <li key={`${hit.document} ${hit.number}`}>
            <button type="button" className={css.result} onClick={() => onFootnote(hit)}>
              <small>
                {hit.number} · {hit.title}
              </small>
              <span>
                <Excerpt pieces={hit.excerpt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {cards.length > 0 && <h3 className={css.heading}>Synopses and labels</h3>}
      <ul>
        {cards.map(hit => (
          <li key={hit.document}>
            <button type="button" className={css.result} onClick={() => onCard(hit.document)}>
              <b>{hit.title}</b>
              <Card hit={hit} />
            </button>
          </li>
        ))}
      </ul>
      {scraps.length > 0 && <h3 className={css.heading}>Scraps</h3>}
      <ul>
        {scraps.map(hit => (
          <li key={hit.scrap}>
            <button type="button" className={css.result} onClick={() => onScrap(hit)}>
              <small>
                {whenText(hit.atMs, nowMs)}
                {hit.document !== null && titleOf(hit.document) !== '' && ` · from ${titleOf(hit.document)}`}
              </small>
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

/** The synopsis and the label of a document, where it has them. */
function Card({ hit: { synopsis, label } }: { hit: CardHit }) {
  return (
    <>
      {synopsis.length > 0 && (
        <span>
          <Excerpt pieces={synopsis} />
        </span>
      )}
      {label.length > 0 && (
        <small>
          Label: <Excerpt pieces={label} />
        </small>
      )}
    </>
  )
}

function found({ documents, footnotes, cards, scraps, runs }: SearchState['results']): string {
  const counts = [
    [documents.length, 'document'],
    [footnotes.length, 'footnote'],
    [cards.length, 'card'],
    [scraps.length, 'scrap'],
    [runs.length, 'run'],
  ] as const
  const told = counts.flatMap(([count, noun]) => (count === 0 ? [] : [about(count, noun)]))
  return told.length === 0 ? 'Nothing in the library says that.' : told.join(', ')
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
