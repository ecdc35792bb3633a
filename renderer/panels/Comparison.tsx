import { useState } from 'react'
import { regionString } from '@contract/infill.ts'
import css from '../theme/VariantStrip.module.css'
import { alignedSentences, sentencesOf } from './aligned-sentences.ts'
import { comparedWords } from './changed-words.ts'
import { VariantName } from './VariantName.tsx'
import type { StripVariant } from './VariantStrip.tsx'

type ComparisonProps = Readonly<{
  variants: readonly StripVariant[]
  shown: number
  originals: readonly string[]
  /** What the originals are called. */
  base?: string
  onShow: (index: number) => void
}>

/** Variants that stand beside what they are compared with at once. */
const COLUMNS = 3
const ORIGINAL = -1

/**
 * The original or a chosen variant, and beside it the variant that is shown with its neighbours, sentence by sentence:
 * words put in are underlined, words left out struck.
 */
export function Comparison({ variants, shown, originals, base: baseName = 'Original', onShow }: ComparisonProps) {
  const [chosen, setChosen] = useState(ORIGINAL)
  const base = chosen < variants.length ? chosen : ORIGINAL
  const baseTexts = base === ORIGINAL ? originals : textsOf(variants[base]!)
  const others = variants.map((variant, index) => ({ variant, index })).filter(({ index }) => index !== base)
  const near = others.findIndex(({ index }) => index >= shown) - 1
  const first = Math.max(0, Math.min(near, others.length - COLUMNS))
  const columns = others.slice(first, first + COLUMNS)
  return (
    <div className={css.scroll} role="group" aria-label="Compare side by side" tabIndex={0}>
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
                <td className={css.original}>{sentence === '' ? '(nothing)' : sentence}</td>
                {columns.map(({ index }, column) => (
                  <td key={index} data-shown={index === shown} onClick={() => onShow(index)}>
                    <Changes before={sentence} after={aligned[column]![row]?.other ?? ''} />
                  </td>
                ))}
              </tr>
            ))
          })}
        </tbody>
      </table>
    </div>
  )
}

const textsOf = ({ edited, regions }: StripVariant) => edited ?? regions.map(regionString)

function Changes({ before, after }: { before: string; after: string }) {
  return comparedWords(before.trimEnd(), after.trimEnd()).map(({ text, kind }, i) => {
    if (kind === 'added') return <ins key={i}>{text}</ins>
    return kind === 'removed' ? <del key={i}>{text}</del> : <span key={i}>{text}</span>
  })
}
