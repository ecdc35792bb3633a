import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import css from '../theme/SearchPanel.module.css'
import { Segmented } from './Segmented.tsx'

export type SearchMode = 'words' | 'replace'
export type SearchScope = 'project' | 'library'

type SearchPanelProps = Readonly<{
  mode: SearchMode
  scope: SearchScope
  text: string
  /** Changes when the search is called again, so that its field takes the focus again. */
  called: number
  /** A sentence that says why nothing can be looked for; empty for none. */
  problem: string
  onMode: (mode: SearchMode) => void
  onScope: (scope: SearchScope) => void
  onText: (text: string) => void
  onKeyDown?: (event: React.KeyboardEvent) => void
  /** Switches and the field for replacing, under the field. */
  more: ReactNode
  children: ReactNode
}>

const modes = [
  { value: 'words', label: 'Words' },
  { value: 'replace', label: 'Find and replace' },
] as const
const scopes = [
  { value: 'project', label: 'This project' },
  { value: 'library', label: 'The library' },
] as const

/** Searching beyond the page: for words, or letter by letter to replace. */
export function SearchPanel(props: SearchPanelProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (props.called > 0) field.current?.select()
  }, [props.called])
  return (
    <search aria-label="Search" className={css.panel}>
      <div className={css.head}>
        <Segmented label="How to search" choices={modes} value={props.mode} onChange={props.onMode} />
        <input
          ref={field}
          type="search"
          className={css.field}
          aria-label={props.mode === 'words' ? 'Words to search for' : 'Find in all documents'}
          aria-invalid={props.problem !== ''}
          placeholder={props.mode === 'words' ? 'Search everything' : 'Find'}
          value={props.text}
          onChange={event => props.onText(event.target.value)}
          onKeyDown={props.onKeyDown}
        />
        {props.more}
        <Segmented label="Where to search" choices={scopes} value={props.scope} onChange={props.onScope} />
        {props.problem !== '' && (
          <p role="alert" className={css.problem}>
            {props.problem}
          </p>
        )}
      </div>
      {props.children}
    </search>
  )
}
