import type { Model } from '../../electron/engine/model.ts'
import { toPlain } from '../../electron/engine/typography.ts'
import type { Item } from './items.ts'
import type { Parent, Score } from './parent.ts'

/** Tokens after the erased place that are scored. */
const AFTER = 16

/** Gives the parent the item's left side, with what stands before it in its book. */
export async function readLeft(parent: Parent, { vocabulary }: Model, { left, around }: Item): Promise<void> {
  await parent.read([...vocabulary.encode(toPlain(((around?.before ?? '') + left).trimEnd()))])
}

/** The parent's score of a text in an item's place; `sum` is of all tokens, in nats. */
export async function scored(
  parent: Parent,
  { vocabulary }: Model,
  { right, around }: Item,
  text: string,
): Promise<Score & { sum: number }> {
  const own = [...vocabulary.encode(` ${toPlain(text)}`)]
  const after = [
    ...vocabulary.encode(toPlain(right + (around === undefined ? '' : ` ${around.after}`))).slice(0, AFTER),
  ]
  const score = await parent.score(own, after)
  return { ...score, sum: score.text * own.length + score.after * after.length }
}
