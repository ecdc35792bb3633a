import type { Passage } from '../contract/infill.ts'

/** By what a region's place is found again: its text, and what stood beside it in its block. */
export type RegionPlace = Readonly<{ before: string; text: string; after: string }>

/** Characters on either side that a place is known by. */
const BESIDE = 32

/** The places of a passage's regions, in order. */
export function placesOfPassage(passage: Passage): RegionPlace[] {
  return passage.flatMap((span, i) =>
    span.kind === 'region'
      ? [
          {
            before: lastLine(passage[i - 1]?.text ?? ''),
            text: span.original ?? span.text,
            after: firstLine(passage[i + 1]?.text ?? ''),
          },
        ]
      : [],
  )
}

const lastLine = (text: string) => text.slice(text.lastIndexOf('\n') + 1).slice(-BESIDE)
const firstLine = (text: string) => text.split('\n', 1)[0]!.slice(0, BESIDE)
