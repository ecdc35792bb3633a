import { useState } from 'react'
import type { DocumentId } from '@contract/library.ts'
import type { FoundDocument, Place, Replacing } from '../state/replacing.ts'
import css from '../theme/SearchPanel.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { ChevronIcon } from './icons.tsx'
import { PagedList } from './PagedList.tsx'
import { counted, grouped } from './wording.ts'

type ReplaceResultsProps = Readonly<{
  state: Replacing
  /** What is to be replaced, of how many. */
  chosen: number
  total: number
  writable: boolean
  /** There is a replacement that can be taken back. */
  undoable: boolean
  isKept: (document: DocumentId, index: number) => boolean
  onKeep: (document: DocumentId, indexes: readonly number[], kept: boolean) => void
  onPlace: (document: DocumentId, place: Place) => void
  onReplace: () => void
  onCancel: () => void
  onUndo: () => void
}>

/** Scenes with more places than this are listed closed, and open as far as this at first. */
const OPEN_MAX = 50
/** Scenes are drawn in pages of this many: with thousands on screen each key in the fields would be slow. */
const PAGE = 100

/** Every place that would be replaced, each with a box, and the button that does it. */
export function ReplaceResults(props: ReplaceResultsProps) {
  const { state, chosen, total, undoable } = props
  const [drawn, setDrawn] = useState(PAGE)
  const left = state.found.length - drawn
  return (
    <>
      <p role="status" className={css.count}>
        {told(props)}
      </p>
      <PagedList
        label="Places by document"
        className={css.results}
        more={left > 0 ? { text: `${counted(left, 'document')} more`, className: css.all } : null}
        onMore={() => setDrawn(left > 0 ? drawn + PAGE : drawn)}
      >
        {state.found.slice(0, drawn).map(document => (
          <li key={document.id}>
            <Places document={document} {...props} />
          </li>
        ))}
      </PagedList>
      {state.progress && <Progress {...state.progress} onCancel={props.onCancel} />}
      {(total > 0 || undoable) && (
        <div className={css.go}>
          <button
            type="button"
            data-main
            disabled={chosen === 0 || !props.writable || state.more || state.phase !== 'listed'}
            onClick={props.onReplace}
          >
            {chosen === 0 ? 'Replace' : `Replace ${grouped(chosen)} in ${counted(sceneCount(props), 'document')}`}
          </button>
          {undoable && (
            <button type="button" onClick={props.onUndo}>
              Undo the last replacement everywhere
            </button>
          )}
        </div>
      )}
    </>
  )
}

/** Over everything: while documents are rewritten nothing is typed and none is opened. */
function Progress({ done, of, onCancel }: { done: number; of: number; onCancel: () => void }) {
  return (
    <Dialog title="Replacing" onClose={onCancel}>
      <progress aria-label="Documents made ready" value={done} max={of} />
      <DialogButtons>
        <button type="button" data-focus onClick={onCancel}>
          Cancel
        </button>
      </DialogButtons>
    </Dialog>
  )
}

function sceneCount({ state, isKept }: ReplaceResultsProps): number {
  return state.found.filter(({ id, places }) => places.some((_, i) => !isKept(id, i))).length
}

function told({ state, total }: ReplaceResultsProps): string {
  if (state.options.text === '' || state.problem !== '') return ''
  if (state.phase === 'looking' && total === 0) return 'Looking…'
  if (total === 0) return 'It is nowhere here.'
  const all = `${counted(total, 'place')} in ${counted(state.found.length, 'document')}`
  return state.more ? `More than ${all}. Narrow the search to replace.` : all
}

type PlacesProps = Readonly<{ document: FoundDocument }> & ReplaceResultsProps

function Places({ document: { id, title, places }, isKept, onKeep, onPlace }: PlacesProps) {
  const [open, setOpen] = useState(places.length <= OPEN_MAX)
  const [shown, setShown] = useState(OPEN_MAX)
  const all = places.map((_, i) => i)
  const left = all.filter(i => !isKept(id, i)).length
  return (
    <section className={css.scene} aria-label={title}>
      <h3>
        <input
          type="checkbox"
          aria-label={`Replace in ${title}`}
          checked={left > 0}
          ref={box => {
            if (box) box.indeterminate = left > 0 && left < all.length
          }}
          onChange={() => onKeep(id, all, left > 0)}
        />
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronIcon />
          <span>{title}</span>
          <small>{left === all.length ? grouped(left) : `${grouped(left)} of ${grouped(all.length)}`}</small>
        </button>
      </h3>
      {open && (
        <ol>
          {places.slice(0, shown).map((place, i) => (
            <li key={i} className={css.place} data-out={isKept(id, i)}>
              <input
                type="checkbox"
                aria-label={`Replace place ${i + 1} in ${title}`}
                checked={!isKept(id, i)}
                onChange={event => onKeep(id, [i], !event.target.checked)}
              />
              <button type="button" onClick={() => onPlace(id, place)}>
                <Preview place={place} changed={!isKept(id, i)} />
              </button>
            </li>
          ))}
        </ol>
      )}
      {open && places.length > shown && (
        <button type="button" className={css.all} onClick={() => setShown(places.length)}>
          Show all {grouped(places.length)}
        </button>
      )}
    </section>
  )
}

const SIDE_CHARS = 40

function Preview({ place: { line, from, to, text }, changed }: { place: Place; changed: boolean }) {
  const start = Math.max(0, from - SIDE_CHARS)
  return (
    <>
      {start > 0 && '…'}
      {line.slice(start, from)}
      {changed ? (
        <>
          <del>{line.slice(from, to)}</del>
          <ins>{text}</ins>
        </>
      ) : (
        <mark className={css.hit}>{line.slice(from, to)}</mark>
      )}
      {line.slice(to, to + SIDE_CHARS)}
      {to + SIDE_CHARS < line.length && '…'}
    </>
  )
}
