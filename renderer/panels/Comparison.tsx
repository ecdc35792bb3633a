import { useEffect, useState } from 'react'
import { regionString } from '@contract/infill.ts'
import css from '../theme/VariantStrip.module.css'
import { alignedSentences, sentencesOf } from './aligned-sentences.ts'
import { comparedWords } from './changed-words.ts'
import { putPhrase, selectedPhrase } from './phrase.ts'
import type { Phrase } from './phrase.ts'
import { VariantName } from './VariantName.tsx'
import type { StripVariant } from './VariantStrip.tsx'

type ComparisonProps = Readonly<{
  variants: readonly StripVariant[]
  shown: number
  originals: readonly string[]
  /** What the originals are called. */
  base?: string
  onShow: (index: number) => void
  /** Puts words of another text into the variant that is shown; without it none can be taken. */
  onPhrase?: (phrase: Phrase) => void
}>

/** Variants that stand beside what they are compared with at once. */
const COLUMNS = 3
const ORIGINAL = -1

/**
 * The original or a chosen variant, and beside it the variant that is shown with its neighbours, sentence by sentence:
 * words put in are underlined, words left out struck.
 */
export function Comparison(props: ComparisonProps) {
  const { variants, shown, originals, base: baseName = 'Original', onShow, onPhrase } = props
  const [chosen, setChosen] = useState(ORIGINAL)
  const base = chosen < variants.length ? chosen : ORIGINAL
  const baseTexts = base === ORIGINAL ? originals : textsOf(variants[base]!)
  const others = variants.map((variant, index) => ({ variant, index })).filter(({ index }) => index !== base)
  const near = others.findIndex(({ index }) => index >= shown) - 1
  const first = Math.max(0, Math.min(near, others.length - COLUMNS))
  const columns = others.slice(first, first + COLUMNS)
  return (
    <div
      className={css.scroll}
      role="group"
      aria-label="Compare side by side"
      tabIndex={0}
      onDragStart={({ dataTransfer }) => {
        const dragged = onPhrase && selectedPhrase(document.getSelection())
        if (dragged) putPhrase(dataTransfer, dragged)
      }}
    >
      <table className={css.columns}>
        <thead>
          <tr>
            <th scope="col">
              <select aria-label="Compare with" value={base} onChange={event => setChosen(Number(event.target.value))}>
                <option value={ORIGINAL}>{baseName}</option>
                {variants.map((_, i) => (
                  <option key={i} value={i}>
                    Variant {i + 1}
                  </option>
                ))}
              </select>
            </th>
            {columns.map(({ variant, index }) => (
              <th key={index} scope="col" data-shown={index === shown}>
                <button
                  type="button"
                  aria-pressed={index === shown}
                  onMouseDown={event => event.preventDefault()}
                  onClick={() => onShow(index)}
                >
                  <VariantName variant={variant} number={index + 1} of={variants.length} />
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {baseTexts.flatMap((text, r) => {
            const aligned = columns.map(({ variant }) => alignedSentences(text, textsOf(variant)[r] ?? ''))
            const sentences = sentencesOf(text)
            return (sentences.length === 0 ? [text] : sentences).map((sentence, row) => (
              <tr key={`${r} ${row}`}>
                <td className={css.original} data-variant={base} data-region={r}>
                  {sentence === '' ? '(nothing)' : sentence}
                </td>
                {columns.map(({ index }, column) => (
                  <td key={index} data-shown={index === shown} data-variant={index} data-region={r}>
                    <Changes before={sentence} after={aligned[column]![row]?.other ?? ''} />
                  </td>
                ))}
              </tr>
            ))
          })}
        </tbody>
      </table>
      {onPhrase && (
        <p className={css.take}>
          <TakePhrase shown={shown} onPhrase={onPhrase} />
        </p>
      )}
    </div>
  )
}

type TakePhraseProps = Readonly<{ shown: number; onPhrase: (phrase: Phrase) => void }>

/** Follows the words that are selected in the comparison, and offers to take them. Apart, so that the table is not drawn with each. */
function TakePhrase({ shown, onPhrase }: TakePhraseProps) {
  const [phrase, setPhrase] = useState<Phrase | null>(null)
  useEffect(() => {
    const read = () => setPhrase(selectedPhrase(document.getSelection()))
    document.addEventListener('selectionchange', read)
    return () => document.removeEventListener('selectionchange', read)
  }, [])
  if (phrase === null || phrase.variant === shown)
    return 'Select words of another column to take them into the variant that is shown.'
  return (
    <button type="button" onMouseDown={event => event.preventDefault()} onClick={() => onPhrase(phrase)}>
      Take “{phrase.text}” into variant {shown + 1}
    </button>
  )
}

const textsOf = ({ edited, regions }: StripVariant) => edited ?? regions.map(regionString)

function Changes({ before, after }: { before: string; after: string }) {
  return comparedWords(before.trimEnd(), after.trimEnd()).map(({ text, kind }, i) => {
    if (kind === 'added') return <ins key={i}>{text}</ins>
    return kind === 'removed' ? <del key={i}>{text}</del> : <span key={i}>{text}</span>
  })
}
