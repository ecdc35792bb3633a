import type { Length } from '../contract/infill.ts'

/** How many places a slot gets, and how many of them must be written before it may end. Both in tokens. */
export type Room = Readonly<{ places: number; least: number }>

/**
 * The starter's tokens in a word, words being what white space parts: 532,183 to 409,512 in a sample of the training
 * corpus (held-out text: 183,289 to 136,495, which is 1.34).
 */
export const TOKENS_A_WORD = 1.3
/** A gap has no text whose length could be taken over: a sentence's worth. */
const GAP_TOKENS = 20

/**
 * The room for a slot whose erased text has `erased` tokens (0: a gap). A hole between known words keeps about its
 * size whatever the wish, since the wish is for the passage. Auto goes by the erased text's length: how sure the model
 * is at its first step of one length or another told nothing of the true one (models/starter/README.md).
 */
export function roomFor(length: Length, erased: number, partial: boolean): Room {
  const own = erased || (length.kind === 'words' ? Math.ceil(length.words * TOKENS_A_WORD) : GAP_TOKENS)
  if (partial) return { places: own + (own > 2 ? 2 : 1), least: length.kind === 'same' ? own : 1 }
  switch (length.kind) {
    case 'auto':
      return { places: Math.ceil(own * 1.1) + 1, least: Math.max(1, Math.floor(own * 0.6)) }
    case 'same':
      return { places: own, least: own }
    case 'shorter':
      return { places: Math.max(2, Math.ceil(own * 0.7)), least: Math.max(1, Math.floor(own * 0.35)) }
    case 'longer':
      return { places: Math.ceil(own * 1.8) + 2, least: Math.ceil(own * 1.25) }
    case 'words': {
      const wished = Math.max(1, Math.round(length.words * TOKENS_A_WORD))
      return { places: Math.ceil(wished * 1.15) + 1, least: Math.max(1, Math.floor(wished * 0.8)) }
    }
  }
}
