import type { HistoryFilter, ScopeName } from '../state/history.ts'
import css from '../theme/HistoryPanel.module.css'

type HistoryFiltersProps = Readonly<{
  filter: HistoryFilter
  onFilter: (change: Partial<HistoryFilter>) => void
}>

const scopes: readonly (readonly [ScopeName, string])[] = [
  ['passage', 'This passage'],
  ['document', 'This document'],
  ['project', 'This project'],
  ['library', 'Whole library'],
]
const ages: readonly (readonly [number | null, string])[] = [
  [null, 'Any time'],
  [1, 'Last 24 hours'],
  [7, 'Last 7 days'],
  [30, 'Last 30 days'],
  [365, 'Last year'],
]

/** Of what and of when the listed runs are. */
export function HistoryFilters({ filter, onFilter }: HistoryFiltersProps) {
  return (
    <div className={css.filters}>
      <select
        aria-label="Runs of"
        value={filter.scope}
        onChange={event => onFilter({ scope: event.target.value as ScopeName })}
      >
        {scopes.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <select
        aria-label="From"
        value={filter.days ?? ''}
        onChange={event => onFilter({ days: event.target.value === '' ? null : Number(event.target.value) })}
      >
        {ages.map(([days, label]) => (
          <option key={label} value={days ?? ''}>
            {label}
          </option>
        ))}
      </select>
      <button type="button" aria-pressed={filter.starred} onClick={() => onFilter({ starred: !filter.starred })}>
        ★ Starred
      </button>
      <button type="button" aria-pressed={filter.accepted} onClick={() => onFilter({ accepted: !filter.accepted })}>
        ✓ Accepted
      </button>
    </div>
  )
}
