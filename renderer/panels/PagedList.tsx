import type { ReactNode } from 'react'

type PagedListProps = Readonly<{
  label: string
  className: string | undefined
  /** The button at the end, where there is more: what it says, and how it looks. */
  more: Readonly<{ text: string; className: string | undefined }> | null
  onMore: () => void
  children: ReactNode
}>

/** How near to its end (px) a list is scrolled when more of it is asked for. */
const NEAR = 600

/** A list that gets longer as it is scrolled. */
export function PagedList({ label, className, more, onMore, children }: PagedListProps) {
  return (
    <ol
      className={className}
      aria-label={label}
      onScroll={({ currentTarget: it }) => {
        if (it.scrollHeight - it.scrollTop - it.clientHeight < NEAR) onMore()
      }}
    >
      {children}
      {more !== null && (
        <li>
          <button type="button" className={more.className} onClick={onMore}>
            {more.text}
          </button>
        </li>
      )}
    </ol>
  )
}
