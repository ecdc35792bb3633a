import type { CharRange, Passage, Span } from '../contract/infill.ts'
import { drawKept } from '../contract/strength.ts'
import { UsageError } from './arguments.ts'
import type { Command } from './arguments.ts'

/**
 * The text with its region marked. Paragraph breaks inside the region stay, so it becomes one region a paragraph.
 *
 * @throws {UsageError} when the region is not in the text.
 */
export function passageOf(text: string, { target, settings }: Pick<Command, 'target' | 'settings'>): Passage {
  const { from, to } = rangeOf(text, target)
  const inside = text.slice(from, to)
  const parts = inside === '' ? [''] : inside.split(/(\n\s*\n)/)
  const spans = parts.flatMap((part, i): Span[] => {
    if (i % 2 === 1) return [{ kind: 'fixed', text: part }]
    if (part === '' && inside !== '') return []
    return [{ kind: 'region', text: part, kept: drawKept(part, settings.strength, settings.seed) }]
  })
  return [{ kind: 'fixed', text: text.slice(0, from) }, ...spans, { kind: 'fixed', text: text.slice(to) }]
}

function rangeOf(text: string, target: Command['target']): CharRange {
  if (!('match' in target)) {
    if (target.from > target.to) throw new UsageError(`--from ${target.from} is behind --to ${target.to}`)
    if (target.to > text.length)
      throw new UsageError(`offset ${target.to} is behind the end of the text, which has ${text.length} characters`)
    return target
  }
  const from = text.indexOf(target.match)
  if (from < 0) throw new UsageError('the passage to --match is not in the text as written')
  if (text.includes(target.match, from + 1))
    throw new UsageError('the passage to --match is in the text more than once; give more of it, or --from and --to')
  return { from, to: from + target.match.length }
}
