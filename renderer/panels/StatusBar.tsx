import type { OriginView, Theme } from '@contract/library.ts'
import type { Origin } from '@contract/origin.ts'
import css from '../theme/StatusBar.module.css'
import { MoonIcon, PageIcon, ShieldIcon, SunIcon, SystemIcon } from './icons.tsx'
import { OriginLegend } from './OriginLegend.tsx'
import { Segmented } from './Segmented.tsx'
import type { Choice } from './Segmented.tsx'
import { counted, grouped } from './wording.ts'

type StatusBarProps = Readonly<{
  /** Null while no document is open. */
  words: number | null
  selected: number
  /** Words of the project that the document is in; null without one. */
  projectWords: number | null
  /** Words written today and since the window was opened, and the goals for them, null for none. */
  today: number
  dailyGoal: number | null
  session: number
  sessionGoal: number | null
  onGoals: () => void
  origins: OriginView
  /** Of the text at the caret; null for the writer's own. */
  origin: Origin | null
  theme: Theme
  onTheme: (theme: Theme) => void
}>

const themes: readonly Choice<Theme>[] = [
  { value: 'system', label: <SystemIcon />, name: 'Theme of the system' },
  { value: 'light', label: <SunIcon />, name: 'Light' },
  { value: 'sepia', label: <PageIcon />, name: 'Sepia' },
  { value: 'dark', label: <MoonIcon />, name: 'Dark' },
]

export function StatusBar({ words, selected, origins, origin, theme, onTheme, ...counts }: StatusBarProps) {
  return (
    <footer className={css.bar} data-pane="status">
      {words !== null && <span>{counted(words, 'word')}</span>}
      {selected > 0 && <span>{counted(selected, 'word')} selected</span>}
      {counts.projectWords !== null && <span>{grouped(counts.projectWords)} in the project</span>}
      <button type="button" className={css.goals} title="Goals and writing history" onClick={counts.onGoals}>
        {goalText('today', counts.today, counts.dailyGoal)}
        {counts.sessionGoal !== null && `, ${goalText('session', counts.session, counts.sessionGoal)}`}
      </button>
      {origins !== 'off' && words !== null && <OriginLegend origin={origin} />}
      <span className={css.promise}>
        <ShieldIcon /> Nothing leaves this machine
      </span>
      <div className={css.themes}>
        <Segmented label="Theme" choices={themes} value={theme} onChange={onTheme} />
      </div>
    </footer>
  )
}

/** `today 316 of 500`, or `today +316` where there is no goal. */
function goalText(name: string, words: number, goal: number | null): string {
  if (goal !== null) return `${name} ${grouped(Math.max(0, words))} of ${grouped(goal)}`
  return `${name} ${words > 0 ? '+' : ''}${grouped(words)}`
}
