import { wordsText } from '@contract/variant-length.ts'
import css from '../theme/VariantStrip.module.css'
import type { StripVariant } from './VariantStrip.tsx'

type VariantNameProps = Readonly<{ variant: StripVariant; number: number; of: number }>

/** Which variant it is, its star, whether the writer changed it, its length and how well it fits. */
export function VariantName({ variant: { share, length, starred, edited }, number, of }: VariantNameProps) {
  return (
    <>
      <span className={css.unseen}>Variant </span>
      {number}
      <span className={css.unseen}> of {of}</span>
      {starred && (
        <>
          <span aria-hidden="true"> ★</span>
          <span className={css.unseen}>, starred</span>
        </>
      )}
      {edited !== null && ' · edited by you'}
      {length !== null && edited === null && ` · ${wordsText(length)}`}
      {share !== null && edited === null && <FitBar share={share} />}
    </>
  )
}

/** How well a text fits: a bar, and its number when it is pointed at or shown. */
function FitBar({ share }: { share: number }) {
  return (
    <span className={css.fit} title={`fit ${share.toFixed(2)}; 1 is certain`}>
      <span className={css.share} aria-hidden="true">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      <span className={css.unseen}>, fit </span>
      <span className={css.number}>{share.toFixed(2)}</span>
    </span>
  )
}
