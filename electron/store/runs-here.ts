import type { PassagePlace } from '../contract/history.ts'
import type { RunId } from '../contract/infill.ts'
import type { DocumentId } from '../contract/library.ts'
import type { RegionPlace } from './region-place.ts'
import type { ReadDb } from './database.ts'

/** A run as it is looked for on the page: where it was, and all that it wrote. */
export type PlacedRun = Readonly<{ id: RunId; places: readonly RegionPlace[]; texts: readonly string[] }>

/** The runs of a document, and those that its text at `place` is recorded as coming from, that wrote at that place. */
export function runsHere(db: ReadDb, document: DocumentId, place: PassagePlace): RunId[] {
  const ids = JSON.stringify(place.runs)
  const wanted = 'run_id IN (SELECT id FROM run WHERE document_id = ? UNION SELECT value FROM json_each(?))'
  const runs = new Map<RunId, { id: RunId; places: RegionPlace[]; texts: string[] }>()
  for (const { run_id: id, ...region } of db
    .prepare<[string, string], RegionPlace & { run_id: RunId }>(
      `SELECT run_id, before, text, after FROM run_place WHERE ${wanted} ORDER BY run_id, number`,
    )
    .all(document, ids)) {
    const run = runs.get(id) ?? { id, places: [], texts: [] }
    run.places.push(region)
    runs.set(id, run)
  }
  for (const { run_id: id, text } of db
    .prepare<[string, string], { run_id: RunId; text: string }>(
      `SELECT run_id, text FROM variant WHERE ${wanted} AND text <> ''`,
    )
    .all(document, ids))
    runs.get(id)?.texts.push(text)
  return writtenHere([...runs.values()], place)
}

/**
 * Which of the runs wrote at a place of the page. No position is kept with a run, since a document is rewritten by more than
 * its editor. A run is here if the text here is recorded as its own; or if what it was to replace, or wrote, stands here, its
 * neighbours beside it or long enough to be no accident; or if the words on both sides of it stand around here; or if it
 * rewrote a whole block and half of this one's words are its. And so is whatever a run that is here went on from or led to:
 * that which replaced what it wrote, or wrote what it replaced.
 */
export function writtenHere(runs: readonly PlacedRun[], place: PassagePlace): RunId[] {
  const recorded = new Set(place.runs)
  const here = new Set(runs.filter(run => recorded.has(run.id) || isAt(run, place)))
  const byText = new Map<string, PlacedRun[]>()
  for (const run of runs) {
    for (const text of textsOf(run)) {
      const sharing = byText.get(text)
      if (sharing === undefined) byText.set(text, [run])
      else sharing.push(run)
    }
  }
  // The set grows as it is walked. Of a text, all that share it are found at once.
  for (const run of here) {
    for (const text of textsOf(run)) {
      for (const other of byText.get(text) ?? []) here.add(other)
      byText.delete(text)
    }
  }
  return [...here].map(({ id }) => id)
}

/** Shorter texts stand in many places. */
const TELLING_CHARS = 12

/** What a run replaced and wrote, as far as it is long enough to be known by alone. */
function textsOf({ places, texts }: PlacedRun): string[] {
  return [...places.map(({ text }) => text), ...texts].map(text => text.trim()).filter(isTelling)
}

const isTelling = (text: string) => text.length >= TELLING_CHARS && /\s/.test(text)

function isAt({ places, texts }: PlacedRun, place: PassagePlace): boolean {
  return places.some(region => {
    const all = places.length === 1 ? [region.text, ...texts] : [region.text]
    return isBetween(region, place) || isWholeBlock(region, all, place) || all.some(text => stands(text, region, place))
  })
}

function stands(raw: string, { before, after }: RegionPlace, place: PassagePlace): boolean {
  const text = raw.trim()
  if (text === '') return false
  for (let at = place.text.indexOf(text); at >= 0; at = place.text.indexOf(text, at + 1)) {
    const end = at + text.length
    if (at > place.to || end < place.from) continue
    if (isTelling(text)) return true
    const [left, right] = [before.trimEnd(), after.trimStart()]
    if (left !== '' && place.text.slice(0, at).trimEnd().endsWith(left)) return true
    if (right !== '' && place.text.slice(end).trimStart().startsWith(right)) return true
  }
  return false
}

/** Characters nearest to a place that must stand on both sides of it, and how far apart they may have moved. */
const EDGE = 12
const GROWTH = 4
const SLACK = 200

function isBetween({ before, text, after }: RegionPlace, place: PassagePlace): boolean {
  const [left, right] = [before.trimEnd().slice(-EDGE), after.trimStart().slice(0, EDGE)]
  if (left.length < EDGE / 2 || right.length < EDGE / 2) return false
  for (let at = place.text.indexOf(left); at >= 0; at = place.text.indexOf(left, at + 1)) {
    const from = at + left.length
    const to = place.text.indexOf(right, from)
    if (to < 0) return false
    if (to - from > text.length * GROWTH + SLACK || place.text.slice(from, to).includes('\n')) continue
    if (from <= place.to && to >= place.from) return true
  }
  return false
}

function isWholeBlock({ before, after }: RegionPlace, texts: readonly string[], place: PassagePlace): boolean {
  if (before !== '' || after !== '') return false
  let at = 0
  return place.text.split('\n').some(line => {
    const [from, to] = [at, at + line.length]
    at = to + 1
    return from <= place.to && to >= place.from && texts.some(text => isAlike(text, line))
  })
}

/** Half of the words in common, of a few at least. */
function isAlike(a: string, b: string): boolean {
  const [words, others] = [wordsOf(a), wordsOf(b)]
  const shared = [...words].filter(word => others.has(word)).length
  return shared >= 3 && shared * 2 >= Math.max(words.size, others.size)
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
