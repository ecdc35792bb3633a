import { fitShare, regionString } from '@contract/infill.ts'
import type { RegionText } from '@contract/infill.ts'
import type { RunRecord } from '@contract/library.ts'
import css from '../theme/HistoryPanel.module.css'
import { fateText, seedText, whenText } from './wording.ts'

type HistoryRunProps = Readonly<{
  run: RunRecord
  nowMs: number
  blocked: string | null
  onRecall: (run: RunRecord, variant: number) => void
}>

/** One run: when, what became of it, and each variant with a button that brings it back. */
export function HistoryRun({ run, nowMs, blocked, onRecall }: HistoryRunProps) {
  const { end } = run
  return (
    <li className={css.run} data-fate={run.fate}>
      <p className={css.facts}>
        <time dateTime={new Date(run.startedAtMs).toISOString()}>{whenText(run.startedAtMs, nowMs)}</time>
        <b>{fateText(run.fate)}</b>
        <span>seed {seedText(run.settings.seed)}</span>
      </p>
      <p className={css.before}>{before(run)}</p>
      {end?.kind === 'failed' && <p className={css.fault}>{end.fault.message}</p>}
      {end?.kind === 'offered' ? (
        <ol className={css.variants}>
          {end.report.variants.map((variant, index) => (
            <li key={index} className={css.variant} data-taken={run.accepted === index}>
              <p>{textOf(variant.regions)}</p>
              <div>
                <small>
                  {run.accepted === index ? 'taken' : `variant ${index + 1}`}
                  {variant.fit !== null && ` · fit ${fitShare(variant.fit).toFixed(2)}`}
                </small>
                <button
                  type="button"
                  aria-label={`Recall variant ${index + 1}: ${textOf(variant.regions).slice(0, 60)}`}
                  disabled={blocked !== null}
                  title={blocked ?? 'Offer this text again, where it was'}
                  onClick={() => onRecall(run, index)}
                >
                  Recall
                </button>
              </div>
            </li>
          ))}
        </ol>
      ) : (
        end?.last?.variants.slice(0, 1).map((regions, index) => (
          <p key={index} className={css.partial}>
            {textOf(regions)} …
          </p>
        ))
      )}
    </li>
  )
}

/** What the run was to write anew. */
function before({ passage }: RunRecord): string {
  const regions = passage.filter(span => span.kind === 'region').map(({ text }) => text.trim())
  const text = regions.filter(region => region !== '').join(' … ')
  return text === '' ? 'a gap' : `for “${text}”`
}

function textOf(regions: readonly RegionText[]): string {
  return regions.map(region => regionString(region).trim()).join(' … ')
}
