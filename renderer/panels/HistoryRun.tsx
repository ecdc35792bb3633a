import { fitShare, regionString } from '@contract/infill.ts'
import type { Fit, RegionText, VariantText } from '@contract/infill.ts'
import type { RunRecord } from '@contract/library.ts'
import { lengthOf, wordsText } from '@contract/variant-length.ts'
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
        {keptVariants(run).map(({ number, text, about }) => (
          <li key={number} className={css.variant} data-taken={run.accepted === number}>
            <p>{text}</p>
            <div>
              <small>
                {run.starred.includes(number) && (
                  <span aria-label="starred" role="img">
                    ★{' '}
                  </span>
                )}
                {about}
              </small>
              <button
                type="button"
                aria-label={`Recall variant ${number + 1}: ${text.slice(0, 60)}`}
                disabled={blocked !== null}
                title={blocked ?? 'Offer this text again, where it was'}
                onClick={() => onRecall(run, number)}
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

/** What a run left: its variants, or what was written when it ended early. */
function keptVariants({ end, accepted }: RunRecord): Readonly<{ number: number; text: string; about: string }>[] {
  if (end?.kind === 'offered')
    return end.report.variants.map((variant, number) => ({
      ...{ number, text: textOf(variant.regions) },
      about: `${accepted === number ? 'taken' : `variant ${number + 1}`}${fitText(variant.fit)}${longText(variant)}`,
    }))
  return (end?.last?.variants ?? []).flatMap(({ regions }, number) =>
    regions.flat().some(({ kind }) => kind === 'written')
      ? [{ number, text: textOf(regions), about: `variant ${number + 1}, unfinished` }]
      : [],
  )
}

function fitText(fit: Fit | null): string {
  return fit === null ? '' : ` · fit ${fitShare(fit).toFixed(2)}`
}

function longText(variant: VariantText): string {
  const length = lengthOf(variant)
  return length === null ? '' : ` · ${wordsText(length)}`
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
