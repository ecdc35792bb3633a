import type { DocJson, StepJson } from './library.ts'

/** Deeper than any document nests; bounds the recursion. */
const DEPTH_MAX = 1_000

/**
 * Whether `value` has the shape of a ProseMirror document: nodes all the way down, and plain JSON in their attributes.
 * `undefined` passes, as JSON drops it: a document is not to be refused, and so not saved, over a trifle.
 */
export function isDocJson(value: unknown): value is DocJson {
  return isNode(value, DEPTH_MAX) && value.type === 'doc'
}

/** Whether `value` is plain JSON that names the kind of a ProseMirror step. */
export function isStepJson(value: unknown): value is StepJson {
  return isRecord(value) && typeof value.stepType === 'string' && isJson(value, DEPTH_MAX)
}

/** What the footnotes of a document say, in order; of anything else that was read, those that are in it. */
export function footnotesIn(value: unknown): string[] {
  if (!isRecord(value)) return []
  const { type, attrs, content } = value
  const text = type === 'footnote' && isRecord(attrs) ? attrs['text'] : null
  if (typeof text === 'string') return [text]
  return Array.isArray(content) ? content.flatMap(footnotesIn) : []
}

/** The text of a document, and below it what its footnotes say, if there are any: `text` leaves those out. */
export function withFootnotes(text: string, doc: unknown): string {
  const notes = footnotesIn(doc).map((words, i) => `${i + 1}. ${words}`)
  return notes.length > 0 ? [text, '', '[Footnotes:]', ...notes].join('\n') : text
}

function isNode(value: unknown, depth: number): value is { type: string } {
  if (depth === 0 || !isRecord(value)) return false
  return Object.entries(value).every(([name, part]) => isPart(name, part, depth)) && typeof value.type === 'string'
}

function isPart(name: string, part: unknown, depth: number): boolean {
  if (part === undefined) return true
  switch (name) {
    case 'type':
    case 'text':
      return typeof part === 'string'
    case 'attrs':
      return isRecord(part) && isJson(part, depth)
    case 'marks':
      return Array.isArray(part) && part.every(mark => isNode(mark, depth - 1))
    case 'content':
      return Array.isArray(part) && part.every(child => isNode(child, depth - 1))
    default:
      return false
  }
}

function isJson(value: unknown, depth: number): boolean {
  if (value == null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (depth === 0) return false
  const parts: unknown[] | null = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : null
  return parts?.every(part => isJson(part, depth - 1)) ?? false
}

/** Attributes that come straight from ProseMirror have no prototype. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
