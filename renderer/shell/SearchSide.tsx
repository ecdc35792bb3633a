import { useStore } from 'zustand'
import type { DocumentId, LibraryView, ProjectId } from '@contract/library.ts'
import type { FootnoteHit, Piece, RunHit, ScrapHit } from '@contract/search.ts'
import { FindOptionsRow, switched } from '../panels/FindOptionsRow.tsx'
import { ReplaceResults } from '../panels/ReplaceResults.tsx'
import { SearchPanel } from '../panels/SearchPanel.tsx'
import type { SearchMode } from '../panels/SearchPanel.tsx'
import { SearchResults } from '../panels/SearchResults.tsx'
import { chosen, placeCount, placeKey } from '../state/replacing.ts'
import type { Place } from '../state/replacing.ts'
import css from '../theme/SearchPanel.module.css'
import type { ReplaceDesk } from './replace-desk.ts'
import type { Stores } from './stores.ts'

type SearchSideProps = Readonly<{
  view: LibraryView
  stores: Stores
  desk: ReplaceDesk
  mode: SearchMode
  called: number
  /** The project of the open document, or null. */
  project: ProjectId | null
  onMode: (mode: SearchMode) => void
  onPlace: (document: DocumentId, excerpt: readonly Piece[]) => void
  onFootnote: (hit: FootnoteHit) => void
  onCard: (document: DocumentId) => void
  onScrap: (hit: ScrapHit) => void
  onRun: (hit: RunHit) => void
}>

/** The search beyond the page, in its tab. */
export function SearchSide(props: SearchSideProps) {
  const { view, stores, desk, mode, called, project, onMode, onPlace } = props
  const words = useStore(stores.search.store)
  const replacing = useStore(desk.store)
  const undoable = useStore(desk.undoable, ({ last }) => last.length > 0)
  const { options, replacement } = replacing
  const titleOf = (id: DocumentId) => view.documents.find(it => it.id === id)?.title ?? ''
  const shared = { mode, called, onMode } as const
  if (mode === 'words')
    return (
      <SearchPanel
        {...shared}
        scope={words.project === null ? 'library' : 'project'}
        text={words.text}
        problem=""
        more={null}
        onScope={scope => void stores.search.search(words.text, scope === 'library' ? null : project)}
        onText={text => void stores.search.search(text)}
      >
        <SearchResults
          state={words}
          nowMs={Date.now()}
          titleOf={titleOf}
          onDocument={hit => onPlace(hit.document, hit.excerpt)}
          onFootnote={props.onFootnote}
          onCard={props.onCard}
          onScrap={props.onScrap}
          onRun={props.onRun}
        />
      </SearchPanel>
    )
  return (
    <SearchPanel
      {...shared}
      scope={replacing.project === null ? 'library' : 'project'}
      text={options.text}
      problem={replacing.problem}
      onScope={scope => desk.change({ project: scope === 'library' ? null : project })}
      onText={text => desk.change({ options: { ...options, text } })}
      onKeyDown={event => {
        const next = switched(options, event)
        if (!next) return
        event.preventDefault()
        desk.change({ options: next })
      }}
      more={
        <>
          <div className={css.row}>
            <input
              className={css.field}
              aria-label="Replace with"
              placeholder="Replace with"
              value={replacement}
              onChange={event => desk.change({ replacement: event.target.value })}
            />
            <FindOptionsRow options={options} onChange={next => desk.change({ options: next })} />
          </div>
        </>
      }
    >
      <ReplaceResults
        state={replacing}
        chosen={placeCount(chosen(replacing))}
        total={placeCount(replacing.found)}
        writable={view.readOnly === null}
        undoable={undoable}
        isKept={(document, index) => replacing.kept.has(placeKey(document, index))}
        onKeep={(document, indexes, kept) =>
          desk.keep(
            indexes.map(index => placeKey(document, index)),
            kept,
          )
        }
        onPlace={(document, place) => onPlace(document, piecesOf(place))}
        onReplace={() => void desk.replace()}
        onCancel={desk.cancel}
        onUndo={() => void desk.undoAll()}
      />
    </SearchPanel>
  )
}

function piecesOf({ line, from, to }: Place): Piece[] {
  return [
    { text: line.slice(0, from), hit: false },
    { text: line.slice(from, to), hit: true },
    { text: line.slice(to), hit: false },
  ]
}
