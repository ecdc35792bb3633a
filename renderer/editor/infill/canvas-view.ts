import type { Piece, RegionText } from '@contract/infill.ts'

/**
 * Draws one region's pieces into an element: written words settle in, open places are blocks of about a word's width.
 * Only what changed since the last call is touched, so that what is on its way in goes on undisturbed.
 */
export function drawRegion(into: HTMLElement, pieces: RegionText, chosen: ReadonlySet<number> = new Set()): void {
  pieces.forEach((piece, i) => {
    const old = into.children[i]
    const key = keyOf(piece)
    const isChosen = piece.kind === 'written' && piece.place !== undefined && chosen.has(piece.place)
    if (old instanceof HTMLElement && old.dataset['key'] === key) {
      old.classList.toggle('infill-chosen', isChosen)
      return
    }
    const drawn = drawPiece(piece, i)
    drawn.dataset['key'] = key
    drawn.classList.toggle('infill-chosen', isChosen)
    if (old === undefined) into.append(drawn)
    else old.replaceWith(drawn)
  })
  while (into.children.length > pieces.length) into.lastElementChild!.remove()
}

const keyOf = (piece: Piece) =>
  piece.kind === 'open'
    ? 'open'
    : `${piece.kind} ${piece.text} ${piece.kind === 'written' ? heatOf(piece.certainty) : ''}`

/** Widths of blocks in em, repeated: about those of English words. */
const WIDTHS = [2.6, 1.4, 3.1, 1.9, 2.3, 1.2, 2.8]

function drawPiece(piece: Piece, index: number): HTMLElement {
  const element = document.createElement('span')
  if (piece.kind === 'open') {
    element.className = 'infill-mask'
    element.style.width = `${WIDTHS[index % WIDTHS.length]!}em`
    return element
  }
  element.textContent = piece.text
  if (piece.kind !== 'written') return element
  element.className = piece.certainty < UNSURE ? 'infill-word infill-unsure' : 'infill-word'
  element.dataset['heat'] = String(heatOf(piece.certainty))
  return element
}

/** Below this certainty a written word is underlined with dots. */
const UNSURE = 0.03

/** Certainties below which a word is warmer, for the tint of the writer's choice: see `infill.css`. */
const HEATS = [0.5, 0.2, 0.05]

/** 0 (certain) to 3. */
function heatOf(certainty: number): number {
  return HEATS.filter(bound => certainty < bound).length
}
