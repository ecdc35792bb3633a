import type { Passage } from '../../../electron/contract/infill.ts'
import { cutPassage } from '../../../electron/engine/canvas.ts'
import { layOut } from '../../../electron/engine/layout.ts'
import type { Canvas } from '../../../electron/engine/layout.ts'
import type { Model } from '../../../electron/engine/model.ts'

const SENTENCE = 'In the year of the long winter the keeper climbed the stairs and lit the lamp before the storm. '

/**
 * A canvas of about `context` tokens, three quarters of them on the left, and a region of about `places` tokens that is
 * written to its full length.
 */
export function canvasOf({ vocabulary, manifest }: Model, context: number, places: number): Canvas {
  const words = (tokens: number) => {
    const text = SENTENCE.repeat(Math.ceil(tokens / 15) + 1).split(' ')
    let count = tokens
    while (vocabulary.encode(text.slice(0, count).join(' ')).length > tokens) count--
    return text.slice(0, count).join(' ')
  }
  const before = Math.round(context * 0.75)
  const passage: Passage = [
    { kind: 'fixed', text: `${words(before - 1)} ` },
    { kind: 'region', text: words(places), kept: [] },
    { kind: 'fixed', text: ` ${words(context - before)}` },
  ]
  const budget = { before: 4 * context, after: 4 * context, between: 128 }
  return layOut(cutPassage(passage), { kind: 'same' }, vocabulary, manifest, { budget })
}
