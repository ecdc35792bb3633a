import type { Piece } from '@contract/search.ts'
import css from '../theme/SearchPanel.module.css'

/** A text with what was found in it marked. */
export function Excerpt({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, hit }, i) =>
    hit ? (
      <mark key={i} className={css.hit}>
        {text}
      </mark>
    ) : (
      <span key={i}>{text}</span>
    ),
  )
}
