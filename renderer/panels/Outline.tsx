import { STATUSES } from '@contract/binder.ts'
import type { Card, DocumentStatus, Label } from '@contract/binder.ts'
import type { DocumentId } from '@contract/library.ts'
import type { CSSProperties } from 'react'
import type { BinderNode } from '../state/library-view.ts'
import type { Range } from '../state/range.ts'
import css from '../theme/Outline.module.css'
import { statusText } from './binder-wording.ts'
import { useKeptText } from './kept-text.ts'
import type { Keep } from './kept-text.ts'
import { KindIcon } from './KindIcon.tsx'
import { grouped } from './wording.ts'

type OutlineProps = Readonly<{
  range: Range
  labels: readonly Label[]
  open: DocumentId | null
  writable: boolean
  onOpen: (id: DocumentId) => void
  onChange: (id: DocumentId, change: Partial<Card>) => Promise<boolean>
}>

/** The documents of a range and all they hold, a row each, with what is known of them. */
export function Outline({ range, labels, open, writable, onOpen, onChange }: OutlineProps) {
  const rows = rowsOf(range.nodes, 0)
  return (
    <section className={css.outline} aria-label="Outline" tabIndex={-1}>
      <table>
        <caption>{range.title}</caption>
        <thead>
          <tr>
            <th scope="col">Title</th>
            <th scope="col">Synopsis</th>
            <th scope="col">Status</th>
            <th scope="col">Label</th>
            <th scope="col" className={css.number}>
              Words
            </th>
            <th scope="col" className={css.number}>
              Target
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ node: { document, words }, level }) => (
            <tr key={document.id} aria-current={document.id === open ? 'page' : undefined}>
              <th scope="row" style={{ '--level': level } as CSSProperties}>
                <span className={css.title}>
                  <KindIcon document={document} />
                  <button type="button" onClick={() => onOpen(document.id)}>
                    {document.title}
                  </button>
                </span>
              </th>
              <td className={css.synopsis}>
                <TextCell
                  name={`Synopsis of ${document.title}`}
                  value={document.synopsis}
                  disabled={!writable}
                  onChange={synopsis => onChange(document.id, { synopsis })}
                />
              </td>
              <td>
                <select
                  aria-label={`Status of ${document.title}`}
                  value={document.status}
                  disabled={!writable}
                  onChange={event => void onChange(document.id, { status: event.target.value as DocumentStatus })}
                >
                  {STATUSES.map(status => (
                    <option key={status} value={status}>
                      {status === 'none' ? '–' : statusText(status)}
                    </option>
                  ))}
                </select>
              </td>
              <td>
                <select
                  aria-label={`Label of ${document.title}`}
                  value={document.label ?? ''}
                  disabled={!writable}
                  onChange={event =>
                    void onChange(document.id, {
                      label: labels.find(({ id }) => id === event.target.value)?.id ?? null,
                    })
                  }
                >
                  <option value="">–</option>
                  {labels.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </td>
              <td className={css.number}>{grouped(words)}</td>
              <td className={css.number}>{document.target === null ? '' : targetText(words, document.target)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function rowsOf(nodes: readonly BinderNode[], level: number): Readonly<{ node: BinderNode; level: number }>[] {
  return nodes.flatMap(node => [{ node, level }, ...rowsOf(node.children, level + 1)])
}

function targetText(words: number, target: number): string {
  return `${grouped(target)} (${Math.min(999, Math.round((100 * words) / target))} %)`
}

type TextCellProps = Readonly<{ name: string; value: string; disabled: boolean; onChange: Keep }>

/** One row of a text; kept when it is left, when it goes and when Enter is pressed, put back by Escape. */
function TextCell({ name, value, disabled, onChange }: TextCellProps) {
  const { typed, type, keep, putBack } = useKeptText(value, onChange)
  // No plain field: that would drop the line breaks of what was written in the inspector.
  return (
    <textarea
      rows={1}
      aria-label={name}
      value={typed}
      maxLength={20_000}
      disabled={disabled}
      placeholder="–"
      onChange={event => type(event.target.value)}
      onBlur={keep}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') putBack()
        else if (event.key !== 'Enter') return
        event.preventDefault()
        event.currentTarget.blur()
      }}
    />
  )
}
