import type { FindOptions } from '@contract/search.ts'
import css from '../theme/Find.module.css'

type Switch = 'matchCase' | 'wholeWord' | 'pattern'
type FindOptionsRowProps = Readonly<{ options: FindOptions; onChange: (options: FindOptions) => void }>

const switches: readonly Readonly<{ value: Switch; label: string; name: string; key: string }>[] = [
  { value: 'matchCase', label: 'Aa', name: 'Match case', key: 'c' },
  { value: 'wholeWord', label: 'Word', name: 'Whole words', key: 'w' },
  { value: 'pattern', label: '.*', name: 'Regular expression', key: 'x' },
]

/** How letters are compared: three switches. */
export function FindOptionsRow({ options, onChange }: FindOptionsRowProps) {
  return (
    <div role="group" aria-label="How to compare" className={css.switches}>
      {switches.map(({ value, label, name, key }) => (
        <button
          key={value}
          type="button"
          aria-label={name}
          aria-pressed={options[value]}
          aria-keyshortcuts={`Alt+${key.toUpperCase()}`}
          title={`${name} (Alt ${key.toUpperCase()})`}
          onClick={() => onChange({ ...options, [value]: !options[value] })}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

/** The options after a key pressed in a field; null if the key is none of theirs. */
export function switched(options: FindOptions, press: Readonly<{ altKey: boolean; code: string }>): FindOptions | null {
  const it = switches.find(({ key }) => press.altKey && press.code === `Key${key.toUpperCase()}`)
  return it ? { ...options, [it.value]: !options[it.value] } : null
}
