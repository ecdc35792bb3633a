import { useLayoutEffect, useRef } from 'react'
import css from '../theme/NodeCard.module.css'
import { GapLength } from './GapLength.tsx'
import type { ChangeLength } from './GapLength.tsx'
import { keepInSight } from './keep-in-sight.ts'
import type { KeyOf } from './wording.ts'

type GapCardProps = Readonly<{
  number: number
  words: number | null
  keyOf: KeyOf
  onWords: ChangeLength
  onRemove: () => void
  /** Gives the page the keys again. */
  onLeave: () => void
}>

/** The length of a selected gap, below it on the page. */
export function GapCard({ number, words, keyOf, onWords, onRemove, onLeave }: GapCardProps) {
  const card = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => keepInSight(card.current), [words === null])
  return (
    <div
      ref={card}
      role="group"
      aria-label={`Gap ${number}`}
      className={css.card}
      onKeyDown={event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onLeave()
      }}
    >
      <GapLength label={`Length of gap ${number}`} words={words} onChange={onWords} />
      <p>
        <kbd>Enter</kbd> to change it · <kbd>{keyOf('fill')}</kbd> to fill ·{' '}
        <button type="button" tabIndex={-1} onClick={onRemove}>
          Remove
        </button>
      </p>
    </div>
  )
}
