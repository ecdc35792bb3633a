import { regionString } from '@contract/infill.ts'
import css from '../theme/VariantStrip.module.css'
import { comparedWords } from './changed-words.ts'
import type { StripVariant } from './VariantStrip.tsx'

type ComparisonProps = Readonly<{
  variants: readonly StripVariant[]
  shown: number
  originals: readonly string[]
  onShow: (index: number) => void
}>

/** Variants that stand beside the original at once. */
const COLUMNS = 3

/** The original, and beside it the variant that is shown with its neighbours: words put in are underlined, words left out struck. */
export function Comparison({ variants, shown, originals, onShow }: ComparisonProps) {
  const first = Math.max(0, Math.min(shown - 1, variants.length - COLUMNS))
  const columns = variants.map((variant, index) => ({ variant, index })).slice(first, first + COLUMNS)
  return (
    <div className={css.columns} role="group" aria-label="Compare with the original">
      <div className={`${css.card} ${css.original}`}>
        <small>Original</small>
        {originals.map((text, r) => (
          <span key={r} className={css.text}>
            {text === '' ? '(nothing)' : text}
          </span>
        ))}
      </div>
      {columns.map(({ variant, index }) => (
        <button
          key={index}
          type="button"
          className={css.card}
          aria-pressed={index === shown}
          onMouseDown={event => event.preventDefault()}
          onClick={() => onShow(index)}
        >
          <small>
            <span className={css.unseen}>Variant </span>
            {index + 1}
            <span className={css.unseen}> of {variants.length}</span>
            {variant.share === null ? '' : ` · ${variant.share.toFixed(2)}`}
          </small>
          {variant.regions.map((region, r) => (
            <span key={r} className={css.text}>
              {comparedWords(originals[r] ?? '', regionString(region)).map(({ text, kind }, i) =>
                kind === 'added' ? (
                  <ins key={i}>{text}</ins>
                ) : kind === 'removed' ? (
                  <del key={i}>{text}</del>
                ) : (
                  <span key={i}>{text}</span>
                ),
              )}
            </span>
          ))}
        </button>
      ))}
    </div>
  )
}
