import css from '../theme/ListSearch.module.css'
import { SearchIcon } from './icons.tsx'

type ListSearchProps = Readonly<{
  /** Names it for screen readers: `Search the history`. */
  label: string
  placeholder: string
  /** What may be typed, where that is more than words. */
  title?: string
  text: string
  onText: (text: string) => void
}>

/** The field above a list that narrows it. */
export function ListSearch({ label, placeholder, title, text, onText }: ListSearchProps) {
  return (
    <label className={css.search}>
      <SearchIcon />
      <input
        type="search"
        placeholder={placeholder}
        title={title}
        aria-label={label}
        value={text}
        onChange={event => onText(event.target.value)}
      />
    </label>
  )
}
