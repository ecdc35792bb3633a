import { fitShare, regionString } from '@contract/infill.ts'
import type { Fit, RegionText } from '@contract/infill.ts'
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
      <ol className={css.variants}>
        {keptVariants(run).map(({ text, about }, index) => (
          <li key={index} className={css.variant} data-taken={run.accepted === index}>
            <p>{text}</p>
            <div>
              <small>
                {run.starred.includes(index) && (
                  <span aria-label="starred" role="img">
                    ★{' '}
                  </span>
                )}
                {about}
              </small>
              <button
                type="button"
                aria-label={`Recall variant ${index + 1}: ${text.slice(0, 60)}`}
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
    </li>
  )
}

/** What a run left, in the order in which Recall counts it: its variants, or what was written when it ended early. */
function keptVariants({ end, accepted }: RunRecord): Readonly<{ text: string; about: string }>[] {
  if (end?.kind === 'offered')
    return end.report.variants.map(({ regions, fit }, index) => ({
      text: textOf(regions),
      about: `${accepted === index ? 'taken' : `variant ${index + 1}`}${fitText(fit)}`,
    }))
  const written = (end?.last?.variants ?? []).filter(({ regions }) =>
    regions.flat().some(({ kind }) => kind === 'written'),
  )
  return written.map(({ regions }, index) => ({ text: textOf(regions), about: `variant ${index + 1}, unfinished` }))
}

function fitText(fit: Fit | null): string {
  return fit === null ? '' : ` · fit ${fitShare(fit).toFixed(2)}`
}

/** What the run was to write anew. */
function before({ passage }: RunRecord): string {
  const regions = passage.filter(span => span.kind === 'region').map(({ text, original = text }) => original.trim())
  const text = regions.filter(region => region !== '').join(' … ')
  return text === '' ? 'a gap' : `for “${text}”`
}

function textOf(regions: readonly RegionText[]): string {
  return regions.map(region => regionString(region).trim()).join(' … ')
}
