import { useEffect, useRef } from 'react'
import { SCRAP_MEDIA } from '@contract/scraps.ts'
import type { ScrapId, ScrapLine } from '@contract/scraps.ts'
import css from '../theme/Scraps.module.css'
import { Excerpt } from './Excerpt.tsx'
import { counted, whenText } from './wording.ts'

export type ScrapActs = Readonly<{
  onInsert: (id: ScrapId) => void
  onCopy: (id: ScrapId) => void
  /** Shows all of it, or again only how it begins. */
  onRead: (id: ScrapId) => void
  onStar: (id: ScrapId, on: boolean) => void
  onRemove: (id: ScrapId) => void
  onPutBack: (id: ScrapId) => void
}>

type ScrapEntryProps = Readonly<{
  scrap: ScrapLine
  /** Of the document that it came from; empty where that is not known. */
  title: string
  /** All of its text, while it is shown; else null. */
  text: string | null
  /** A search led to it. */
  chosen: boolean
  nowMs: number
  blocked: string | null
  acts: ScrapActs
}>

/** Characters that are sure to be seen without opening a scrap. */
const SEEN_CHARS = 240

/** One scrap: where it came from and when, how it begins, and what can be done with it. It can be dragged into the page. */
export function ScrapEntry({ scrap, title, text, chosen, nowMs, blocked, acts }: ScrapEntryProps) {
  const { id, starred, trashedAtMs } = scrap
  const entry = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!chosen) return
    entry.current?.focus()
    entry.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  /** The entry goes, and with it the button that has the focus. */
  const remove = () => {
    const beside = entry.current?.nextElementSibling ?? entry.current?.previousElementSibling
    if (beside instanceof HTMLElement) beside.focus()
    acts.onRemove(id)
  }
  const shown = scrap.excerpt.map(piece => piece.text).join('')
  const about = shown.trim().slice(0, 60)
  const isLong = !scrap.whole || shown.length > SEEN_CHARS
  const act = (label: string, press: (id: ScrapId) => void, disabled = blocked !== null) => (
    <button
      type="button"
      aria-label={`${label}: ${about}`}
      disabled={disabled}
      title={disabled ? (blocked ?? undefined) : undefined}
      onClick={() => press(id)}
    >
      {label}
    </button>
  )
  return (
    <li
      ref={entry}
      className={css.scrap}
      tabIndex={-1}
      data-chosen={chosen || undefined}
      draggable={blocked === null && trashedAtMs === null}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(SCRAP_MEDIA, id)
        dataTransfer.effectAllowed = 'copy'
      }}
    >
      <p className={css.facts}>
        {starred && (
          <span aria-label="starred" role="img">
            ★
          </span>
        )}
        <time dateTime={new Date(scrap.atMs).toISOString()}>{whenText(scrap.atMs, nowMs)}</time>
        <span>{counted(scrap.words, 'word')}</span>
        {scrap.run !== null && <span>a variant</span>}
        {title !== '' && (
          <span className={css.from} title={`from “${title}”`}>
            from <b>{title}</b>
          </span>
        )}
      </p>
      <p className={css.text} data-whole={text !== null || undefined}>
        {text ?? <Excerpt pieces={scrap.excerpt} />}
      </p>
      <div className={css.buttons}>
        {trashedAtMs === null ? act('Insert', acts.onInsert) : act('Put back', acts.onPutBack)}
        {act('Copy', acts.onCopy, false)}
        {isLong && act(text === null ? 'Read all' : 'Fold', acts.onRead, false)}
        {trashedAtMs === null && act(starred ? 'Unstar' : 'Star', on => acts.onStar(on, !starred))}
        {trashedAtMs === null && act('Remove', remove)}
      </div>
    </li>
  )
}
