import { useEffect, useLayoutEffect, useRef } from 'react'
import css from '../theme/NodeCard.module.css'
import { keepInSight } from './keep-in-sight.ts'

type FootnoteCardProps = Readonly<{
  number: number
  text: string
  editable: boolean
  /** It was just put in: the keys are for it. */
  fresh: boolean
  /** The keys go elsewhere. */
  onEnd: () => void
  onText: (text: string) => void
  onRemove: () => void
  /** Gives the page the keys again. */
  onLeave: () => void
}>

/** What a selected footnote says, below it on the page. */
export function FootnoteCard({ number, text, editable, fresh, onEnd, onText, onRemove, onLeave }: FootnoteCardProps) {
  const card = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => keepInSight(card.current), [])
  useEffect(() => {
    if (fresh) field.current?.focus()
  }, [])
  return (
    <div
      ref={card}
      role="group"
      aria-label={`Footnote ${number}`}
      className={css.card}
      onKeyDown={event => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        if (event.target instanceof HTMLButtonElement && event.key === 'Enter') return
        event.preventDefault()
        event.stopPropagation()
        onLeave()
      }}
    >
      <textarea
        ref={field}
        rows={3}
        aria-label={`Text of footnote ${number}`}
        placeholder="What the note says"
        value={text}
        readOnly={!editable}
        onBlur={onEnd}
        onChange={event => onText(event.target.value.replace(/[\r\n]+/g, ' '))}
      />
      <p>
        {editable ? (
          <>
            <kbd>Enter</kbd> to write it, and to go on ·{' '}
            <button type="button" onClick={onRemove}>
              Remove
            </button>
          </>
        ) : (
          'This text is open for reading only.'
        )}
      </p>
    </div>
  )
}
