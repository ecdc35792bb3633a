import css from '../theme/Dialog.module.css'
import goals from '../theme/Goals.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { Progress } from './Progress.tsx'
import { counted, grouped } from './wording.ts'

type Day = Readonly<{ day: string; words: number }>
type GoalsDialogProps = Readonly<{
  today: number
  session: number
  dailyGoal: number | null
  sessionGoal: number | null
  /** In order, today last. */
  days: readonly Day[]
  onChange: (goals: Readonly<{ dailyGoal?: number | null; sessionGoal?: number | null }>) => void
  onClose: () => void
}>

/** Goals, and what was written lately. Words that were cut are taken off. */
export function GoalsDialog(props: GoalsDialogProps) {
  const { today, session, dailyGoal, sessionGoal, days, onChange, onClose } = props
  return (
    <Dialog title="Goals and writing history" onClose={onClose}>
      <div className={goals.fields}>
        <GoalField name="Words a day" value={dailyGoal} onChange={goal => onChange({ dailyGoal: goal })} first />
        <GoalField name="Words a session" value={sessionGoal} onChange={goal => onChange({ sessionGoal: goal })} />
      </div>
      {dailyGoal !== null && <Progress words={today} goal={dailyGoal} name="Today" />}
      {sessionGoal !== null && <Progress words={session} goal={sessionGoal} name="This session" />}
      <Plot days={days} goal={dailyGoal} />
      <DialogButtons>
        <button type="button" data-main onClick={onClose}>
          Done
        </button>
      </DialogButtons>
    </Dialog>
  )
}

type GoalFieldProps = Readonly<{
  name: string
  value: number | null
  first?: boolean
  onChange: (goal: number | null) => void
}>

function GoalField({ name, value, first, onChange }: GoalFieldProps) {
  return (
    <label className={css.label}>
      {name}
      <input
        className={css.input}
        data-focus={first}
        type="number"
        min={1}
        max={1_000_000}
        defaultValue={value ?? ''}
        placeholder="no goal"
        onChange={event => {
          const goal = Math.round(event.target.valueAsNumber)
          if (event.target.value === '') onChange(null)
          else if (goal >= 1 && goal <= 1_000_000) onChange(goal)
        }}
      />
    </label>
  )
}

const WIDTH = 300
const HEIGHT = 72

/** A bar a day; a day on which more was cut than written hangs below the line. */
function Plot({ days, goal }: { days: readonly Day[]; goal: number | null }) {
  const most = Math.max(goal ?? 0, ...days.map(({ words }) => words), 1)
  const least = Math.min(0, ...days.map(({ words }) => words))
  const y = (words: number) => (HEIGHT * (most - words)) / (most - least)
  const step = WIDTH / days.length
  const total = days.reduce((sum, { words }) => sum + words, 0)
  const written = days.filter(({ words }) => words !== 0)
  return (
    <figure className={goals.plot}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Plot of the last ${days.length} days`}>
        {days.map(({ day, words }, at) => (
          <rect
            key={day}
            x={at * step + 1}
            width={step - 2}
            y={Math.min(y(words), y(0))}
            height={Math.max(words === 0 ? 0 : 1, Math.abs(y(words) - y(0)))}
          >
            <title>{`${day}: ${grouped(words)}`}</title>
          </rect>
        ))}
        <line x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} data-line="zero" />
        {goal !== null && <line x1="0" x2={WIDTH} y1={y(goal)} y2={y(goal)} data-line="goal" />}
      </svg>
      <figcaption>
        {counted(total, 'word')} in the last {days.length} days
        {goal === null ? '' : `; the dashed line is ${grouped(goal)} a day`}
      </figcaption>
      <table className={goals.spoken}>
        <caption>Words a day</caption>
        <tbody>
          {written.map(({ day, words }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
