import type { Piece, RegionText } from '@contract/infill.ts'
import type { Word } from '@contract/written-words.ts'

/** What is told of a region's words: each word by its places, the chosen one, what to say of one, and which step's are marked. */
export type Told = Readonly<{
  words: ReadonlyMap<number, Word>
  chosen: Word | null
  fresh: number | null
  say: (word: Word) => string
}>

const nothing: Told = { words: new Map(), chosen: null, fresh: null, say: () => '' }

/**
 * Draws one region's pieces into an element: written words settle in, open places are blocks of about a word's width.
 * Only what changed since the last call is touched, so that what is on its way in goes on undisturbed.
 */
export function drawRegion(into: HTMLElement, pieces: RegionText, told: Told = nothing): void {
  pieces.forEach((piece, i) => {
    const old = into.children[i]
    const key = keyOf(piece)
    const isSame = old instanceof HTMLElement && old.dataset['key'] === key
    const drawn = isSame ? old : drawPiece(piece, i)
    drawn.dataset['key'] = key
    if (piece.kind === 'written') tell(drawn, told.words.get(piece.place ?? -1), told)
    drawn.classList.toggle('infill-fresh', piece.kind === 'written' && piece.step === told.fresh)
    if (old === undefined) into.append(drawn)
    else if (!isSame) old.replaceWith(drawn)
  })
  while (into.children.length > pieces.length) into.lastElementChild!.remove()
}

/** What is known of its word is told to whoever points at it. */
function tell(drawn: HTMLElement, word: Word | undefined, { chosen, say }: Told): void {
  drawn.classList.toggle('infill-chosen', word !== undefined && word === chosen)
  const said = word === undefined ? '' : say(word)
  if (drawn.title !== said) drawn.title = said
}

const keyOf = (piece: Piece) =>
  piece.kind === 'open'
    ? 'open'
    : `${piece.kind} ${piece.text} ${piece.kind === 'written' ? `${heatOf(piece.certainty)} ${piece.place}` : ''}`

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
  if (piece.place !== undefined) element.dataset['place'] = String(piece.place)
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
