import type { Piece, RegionText } from '../contract/infill.ts'
import type { Cut, Part } from './canvas.ts'
import type { Canvas } from './layout.ts'
import { OPEN } from './sampling/draft.ts'
import type { Draft } from './sampling/draft.ts'
import { toTypographic } from './typography.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The look that a draft's text takes on: its document's quotation marks. */
export type Style = Readonly<{ typographic: boolean }>

/** A draft as text: for each region its pieces, in reading order. Blanks are no text. */
export function transcribe(
  cut: Cut,
  canvas: Canvas,
  draft: Draft,
  vocabulary: Vocabulary,
  blank: number,
  style: Style,
): RegionText[] {
  return cut.regions.map(parts => {
    const pieces = parts.flatMap((part, i) => {
      if (part.kind === 'known')
        return isOrphan(parts, i, canvas, draft, blank) ? [] : [{ kind: 'kept', text: part.text } as const]
      return slotPieces(canvas, part.slot, draft, vocabulary, blank)
    })
    return style.typographic ? typographic(pieces) : pieces
  })
}

/** The space before a slot that stayed empty. */
function isOrphan(parts: readonly Part[], index: number, canvas: Canvas, draft: Draft, blank: number): boolean {
  const next = parts[index + 1]
  const part = parts[index]!
  if (next?.kind !== 'slot' || part.kind !== 'known' || part.text.trim() !== '') return false
  return draft.ids[canvas.slots[next.slot]!.start] === blank
}

function slotPieces(canvas: Canvas, index: number, draft: Draft, { texts }: Vocabulary, blank: number): Piece[] {
  const slot = canvas.slots[index]!
  const places = Array.from({ length: slot.places }, (_, i) => slot.start + i)
  return places.flatMap((place): Piece[] => {
    const id = draft.ids[place]!
    if (id === blank) return []
    if (id === OPEN) return [{ kind: 'open' }]
    const text = texts[id]!
    const bare = place === slot.start && slot.opening === 'spaced' ? text.replace(/^ /, '') : text
    return [{ kind: 'written', text: bare, certainty: draft.certainty[place]!, step: draft.step[place]!, place }]
  })
}

/** What the writer wrote stays as it is. */
function typographic(pieces: readonly Piece[]): Piece[] {
  let before = ''
  return pieces.map(piece => {
    if (piece.kind === 'open') return piece
    const text = piece.kind === 'written' ? toTypographic(piece.text, before) : piece.text
    before = text === '' ? before : text
    return { ...piece, text }
  })
}
