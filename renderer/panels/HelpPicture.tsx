import css from '../theme/Help.module.css'
import type { PictureRow } from './help-topics.ts'

const UNIT = 8
const ROW = 26
const WORD_SPACE = 6
const WIDTH = 236

const kinds: Readonly<Record<string, string | undefined>> = {
  ...{ w: css.word, m: css.masked, n: css.written, r: css.region, l: css.locked, g: css.givenUp },
  ...{ s: css.selected, u: css.model, e: css.edited, d: css.unsure, o: css.box, b: css.chosen },
}
/** Drawn with a line below as well: its kind, so that no kind is told by its colour alone. */
const lines: Readonly<Record<string, string | undefined>> = {
  ...{ n: css.solidLine, r: css.redLine, u: css.solidLine, e: css.dashedLine, d: css.dottedLine },
}

/** A page of bars for words, drawn in the colours of the theme. `m5` is a masked word five units wide. */
export function HelpPicture({ rows, alt }: Readonly<{ rows: readonly PictureRow[]; alt: string }>) {
  return (
    <svg className={css.picture} role="img" aria-label={alt} viewBox={`0 0 ${WIDTH} ${rows.length * ROW + 14}`}>
      {rows.flatMap((row, line) =>
        wordsOf(row).map(({ kind, x, width }, i) => (
          <g key={`${line}-${i}`} transform={`translate(${x} ${line * ROW + 12})`}>
            <rect className={kinds[kind]} width={width} height={12} rx={3} />
            {lines[kind] !== undefined && <line className={lines[kind]} x2={width} y1={16} y2={16} />}
          </g>
        )),
      )}
    </svg>
  )
}

function wordsOf(row: PictureRow): { kind: string; x: number; width: number }[] {
  let x = 14
  return row.split(' ').map(word => {
    const width = Number(word.slice(1)) * UNIT
    const placed = { kind: word[0] ?? 'w', x, width }
    x += width + WORD_SPACE
    return placed
  })
}
