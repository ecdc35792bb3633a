import { ORIGIN_KINDS } from '@contract/origin.ts'
import type { Origin } from '@contract/origin.ts'
import css from '../theme/StatusBar.module.css'
import { originNames, originText } from './origin-wording.ts'

/** What the lines under the text mean, and where the text at the caret came from. */
export function OriginLegend({ origin }: { origin: Origin | null }) {
  return (
    <>
      <span>At the caret: {originText(origin)}</span>
      <span className={css.legend} aria-hidden="true">
        {ORIGIN_KINDS.map(kind => (
          <span key={kind} className="origin" data-origin={kind}>
            {originNames[kind]}
          </span>
        ))}
      </span>
    </>
  )
}
