import type { RunLine, VariantLine } from '@contract/history.ts'
import { fitShare } from '@contract/infill.ts'
import { wordRanges } from '@contract/strength.ts'
import css from '../theme/HistoryPanel.module.css'
import { settingsText } from './run-wording.ts'
import { counted, fateText, whenText } from './wording.ts'

/** What can be done with a past run. `number`: one of its variants. */
export type RunActs = Readonly<{
  onRecall: (run: RunLine, number: number) => void
  /** The panel takes the run's settings, or its seed. */
  onSettings: (run: RunLine) => void
  onSeed: (run: RunLine) => void
  /** Writes the same passage again with its settings and another seed. */
  onRemix: (run: RunLine) => void
  /** Against the text now. */
  onCompare: (run: RunLine) => void
}>
type HistoryRunProps = Readonly<{
  run: RunLine
  /** Its document, where it is not the open one for certain. */
  title: string | null
  nowMs: number
  blocked: string | null
}> &
  RunActs

/** One run: when, what became of it, what can be done with it, and each variant with a button that brings it back. */
export function HistoryRun({ run, title, nowMs, blocked, onRecall, ...on }: HistoryRunProps) {
  const about = `of ${whenText(run.startedAtMs, nowMs)}`
  const act = (label: string, why: string, press: (run: RunLine) => void) => (
    <button
      type="button"
      aria-label={`${label}: the run ${about}`}
      disabled={blocked !== null}
      title={blocked ?? why}
      onClick={() => press(run)}
    >
      {label}
    </button>
  )
  return (
    <li className={css.run} data-fate={run.fate}>
      <p className={css.facts}>
        <time dateTime={new Date(run.startedAtMs).toISOString()}>{whenText(run.startedAtMs, nowMs)}</time>
        <b>{fateText(run.fate)}</b>
        {title !== null && <span className={css.title}>{title}</span>}
      </p>
      <p className={css.settings}>{settingsText(run.settings)}</p>
      <p className={css.before}>{before(run)}</p>
      {run.fault !== null && <p className={css.fault}>{run.fault}</p>}
      <ol className={css.variants}>
        {run.variants.map(variant => (
          <li key={variant.number} className={css.variant} data-taken={run.accepted === variant.number}>
            <p>{textOf(run, variant)}</p>
            <div>
              <small>
                {variant.starred && (
                  <span aria-label="starred" role="img">
                    ★{' '}
                  </span>
                )}
                {aboutVariant(run, variant)}
              </small>
              <button
                type="button"
                aria-label={`Recall variant ${variant.number + 1}: ${variant.text.slice(0, 60)}`}
                disabled={blocked !== null}
                title={blocked ?? 'Offer this text again, where it was'}
                onClick={() => onRecall(run, variant.number)}
              >
                Recall
              </button>
            </div>
          </li>
        ))}
      </ol>
      <div className={css.acts}>
        {act('Remix', 'Write the same passage again with these settings and another seed', on.onRemix)}
        {act('Settings', 'Take over all of its settings but the seed', on.onSettings)}
        {act('Seed', 'Take over its seed, and keep to it', on.onSeed)}
        {run.variants.length > 0 && act('Compare', 'Lay it beside the text as it is now', on.onCompare)}
      </div>
    </li>
  )
}

function aboutVariant({ accepted, fate }: RunLine, { number, fit, text }: VariantLine): string {
  const name = accepted === number ? 'taken' : `variant ${number + 1}`
  const words = counted(wordRanges(text).length, 'word')
  if (fit !== null) return `${name} · fit ${fitShare(fit).toFixed(2)} · ${words}`
  return fate === 'stopped' || fate === 'failed' ? `${name}, unfinished · ${words}` : `${name} · ${words}`
}

/** What the run was to write anew. */
function before({ regions }: RunLine): string {
  const texts = regions.map(region => region.trim()).filter(region => region !== '')
  return texts.length === 0 ? 'a gap' : `for “${texts.join(' … ')}”`
}

/** Regions stand in lines of their own; in a list they follow each other. */
function textOf({ regions }: RunLine, { text }: VariantLine): string {
  return regions.length < 2 ? text.trim() : text.split('\n').join(' … ')
}
