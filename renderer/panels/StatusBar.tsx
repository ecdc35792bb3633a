import type { OriginView, Theme } from '@contract/library.ts'
import type { Origin } from '@contract/origin.ts'
import css from '../theme/StatusBar.module.css'
import { MoonIcon, PageIcon, ShieldIcon, SunIcon, SystemIcon } from './icons.tsx'
import { OriginLegend } from './OriginLegend.tsx'
import { Segmented } from './Segmented.tsx'
import type { Choice } from './Segmented.tsx'
import { counted } from './wording.ts'

type StatusBarProps = Readonly<{
  /** Null while no document is open. */
  words: number | null
  selected: number
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

export function StatusBar({ words, selected, origins, origin, theme, onTheme }: StatusBarProps) {
  return (
    <footer className={css.bar} data-pane="status">
      {words !== null && <span>{counted(words, 'word')}</span>}
      {selected > 0 && <span>{counted(selected, 'word')} selected</span>}
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
