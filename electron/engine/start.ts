import { OPEN } from '../contract/places.ts'
import type { Places } from '../contract/places.ts'
import { EngineFault } from './faults.ts'
import type { Canvas } from './layout.ts'
import type { Model } from './model.ts'
import { Trait } from './vocabulary.ts'

/**
 * Whether a run over this canvas can go on from `start`.
 *
 * @throws {EngineFault} `bad-request` when another model wrote it, or it was written for another passage.
 */
export function checkStart(start: readonly Places[], canvas: Canvas, model: Model): void {
  const rooms = canvas.slots.map(slot => slot.places)
  for (const places of start) {
    if (places.model !== model.hash) throw unfit('Another model wrote this text, so this one cannot go on with it.')
    if (!fits(places, rooms) || !places.ids.every(id => isWritable(id, model)))
      throw unfit('This text was written for a passage of another size, so a run over this one cannot go on with it.')
  }
}

function fits({ rooms, counted, ids, certainty, steps }: Places, wanted: readonly number[]): boolean {
  const places = wanted.reduce((sum, room) => sum + room, 0)
  return (
    [rooms, counted ?? rooms].every(list => list.length === wanted.length) &&
    wanted.every((room, i) => rooms[i] === room && (counted?.[i] ?? 0) <= room) &&
    [ids, certainty, steps].every(list => list.length === places)
  )
}

function isWritable(id: number, { manifest, vocabulary }: Model): boolean {
  if (id === OPEN || id === manifest.tokens.blank) return true
  const traits = vocabulary.traits[id]
  return traits !== undefined && (traits & Trait.unusable) === 0
}

function unfit(what: string): EngineFault {
  return new EngineFault('bad-request', `${what} Fill the passage anew.`)
}
