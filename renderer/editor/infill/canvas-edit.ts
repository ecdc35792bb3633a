import type { CharRange } from '@contract/infill.ts'

/** What the writer does with a variant in its place. */
export type CanvasKeys = Readonly<{ onAccept: () => void; onLeave: () => void }>
/** Words chosen in the text of one canvas. */
export type PartSelected = Readonly<{ target: number; part: CharRange }>

/** Words selected in one of a preview's canvases, typed into or not; null when none are. */
export function partSelected(canvases: readonly HTMLElement[]): PartSelected | null {
  const field = document.activeElement
  if (field instanceof HTMLTextAreaElement) {
    const target = canvases.findIndex(canvas => canvas.contains(field))
    const part = { from: field.selectionStart, to: field.selectionEnd }
    return target < 0 || part.from === part.to ? null : { target, part }
  }
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  const target = canvases.findIndex(it => it.contains(range.startContainer) && it.contains(range.endContainer))
  const canvas = canvases[target]
  if (canvas === undefined) return null
  const before = document.createRange()
  before.setStart(canvas, 0)
  before.setEnd(range.startContainer, range.startOffset)
  const from = before.toString().length
  return { target, part: { from, to: from + range.toString().length } }
}

/**
 * Lets the writer type into canvases. Enter and Escape are told; all other keys are the field's. The first one takes the
 * focus. Returns a function that ends it and tells the texts as they are then.
 */
export function editCanvases(canvases: readonly HTMLElement[], { onAccept, onLeave }: CanvasKeys): () => string[] {
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Enter') onAccept()
    else onLeave()
  }
  const fields = canvases.map((canvas, i) => {
    const field = fieldIn(canvas)
    field.ariaLabel = canvases.length === 1 ? 'The variant' : `The variant, passage ${i + 1}`
    field.addEventListener('keydown', onKey)
    return field
  })
  fields[0]?.focus()
  return () => canvases.map((canvas, i) => ended(canvas, fields[i]!))
}

/** A field with the text of a canvas in its place. Not an editable element: the caret could leave that for the page. */
function fieldIn(canvas: HTMLElement): HTMLTextAreaElement {
  const field = document.createElement('textarea')
  field.defaultValue = canvas.textContent
  field.rows = 1
  field.spellcheck = false
  canvas.replaceChildren(field)
  field.setSelectionRange(0, 0)
  return field
}

/** The text of a field, on one line unless it had several; its canvas is left empty, to be drawn anew. */
function ended(canvas: HTMLElement, field: HTMLTextAreaElement): string {
  canvas.replaceChildren()
  if (field.defaultValue.includes('\n')) return field.value
  return field.value.replace(/[ \t]*[\r\n]+[ \t]*/g, ' ')
}
