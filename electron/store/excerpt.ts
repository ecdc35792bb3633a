import type { Piece } from '../contract/search.ts'

/** What SQLite's `snippet` and `highlight` are told to set round a hit. No text that was typed holds them. */
export const HIT_START = '\u0002'
export const HIT_END = '\u0003'

/** Characters on either side of a hit that an excerpt shows, if nothing else is said. */
const SIDE_CHARS = 60

/** The pieces of a text whose hits SQLite has marked. Line breaks become spaces. */
export function markedPieces(marked: string): Piece[] {
  const pieces: Piece[] = []
  for (const [i, part] of marked.split(HIT_START).entries()) {
    const [hit, rest] = i === 0 ? ['', part] : halves(part)
    for (const piece of [
      { text: plain(hit), hit: true },
      { text: plain(rest), hit: false },
    ])
      if (piece.text !== '') pieces.push(piece)
  }
  return pieces
}

/** The surroundings of the first of `terms` that occurs in `text`, case left out; the beginning if none does. */
export function excerptAround(text: string, terms: readonly string[], side = SIDE_CHARS): Piece[] {
  const lower = text.toLowerCase()
  const found = terms
    .map(term => ({ at: lower.indexOf(term.toLowerCase()), length: term.length }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0]
  const { at, length } = found ?? { at: 0, length: 0 }
  const from = Math.max(0, at - side)
  const to = at + length + side
  const before = (from > 0 ? '…' : '') + text.slice(from, at)
  const after = text.slice(at + length, to) + (to < text.length ? '…' : '')
  return markedPieces(before + HIT_START + text.slice(at, at + length) + HIT_END + after)
}

function halves(part: string): [string, string] {
  const at = part.indexOf(HIT_END)
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + HIT_END.length)]
}

function plain(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(HIT_END, '')
}
