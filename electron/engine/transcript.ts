import type { Piece, RegionText } from '../contract/infill.ts'
import type { Cut, Part } from './canvas.ts'
import type { Canvas } from './layout.ts'
import { OPEN } from './sampling/draft.ts'
import type { Draft } from './sampling/draft.ts'
import { typesetter } from './typography.ts'
import type { Typesetter } from './typography.ts'
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
  const type = style.typographic ? typesetter() : null
  return cut.regions.map((parts, region) => {
    const pieces = parts.flatMap((part, i) => {
      if (part.kind === 'known')
        return isOrphan(parts, i, canvas, draft, blank) ? [] : [{ kind: 'kept', text: part.text } as const]
      return slotPieces(canvas, part.slot, draft, vocabulary, blank)
    })
    if (type === null) return pieces
    type.keep(cut.fixed[region]!)
    return pieces.map(piece => typographic(piece, type))
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
function typographic(piece: Piece, { keep, set }: Typesetter): Piece {
  if (piece.kind === 'open') return piece
  return { ...piece, text: piece.kind === 'written' ? set(piece.text) : keep(piece.text) }
}
