import css from '../theme/Steps.module.css'

/** One of the first steps: a heading and what to do, with keys as they are bound. */
export type Step = Readonly<{ title: string; text: string }>

type StepsCardProps = Readonly<{
  steps: readonly Step[]
  at: number
  onNext: () => void
  onSkip: () => void
}>

/** The first steps, beside the page: nothing else is held up. */
export function StepsCard({ steps, at, onNext, onSkip }: StepsCardProps) {
  const step = steps[at]
  if (step === undefined) return null
  const last = at === steps.length - 1
  return (
    <aside className={css.card} aria-label="First steps">
      <div role="status">
        <small>
          First steps: {at + 1} of {steps.length}
        </small>
        <h2>{step.title}</h2>
        <p>{step.text}</p>
      </div>
      <div className={css.buttons}>
        {!last && (
          <button type="button" onClick={onSkip}>
            Skip these
          </button>
        )}
        <button type="button" data-main onClick={last ? onSkip : onNext}>
          {last ? 'Finish' : 'Go on'}
        </button>
      </div>
    </aside>
  )
}
