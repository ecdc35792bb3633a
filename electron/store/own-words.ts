import { z } from 'zod'
import { OWN_WORDS_MAX } from '../contract/spelling.ts'
import type { ReadDb, WriteDb } from './database.ts'

const schema = z.array(z.string())

/** The words that the writer put in the dictionary, in order. */
export function listOwnWords(db: ReadDb): string[] {
  const json = db.prepare<[], string>(`SELECT value_json FROM setting WHERE name = 'own words'`).pluck().get()
  const parsed = schema.safeParse(json === undefined ? [] : JSON.parse(json))
  return parsed.success ? parsed.data : []
}

/** @throws {RangeError} where there are too many already. */
export function addOwnWord(db: WriteDb, word: string): string[] {
  const words = [...new Set([...listOwnWords(db), word])].sort((a, b) => a.localeCompare(b))
  if (words.length > OWN_WORDS_MAX)
    throw new RangeError(`Your dictionary holds ${OWN_WORDS_MAX} words already. Take some out first.`)
  return keep(db, words)
}

export function removeOwnWord(db: WriteDb, word: string): string[] {
  return keep(
    db,
    listOwnWords(db).filter(it => it !== word),
  )
}

function keep(db: WriteDb, words: string[]): string[] {
  db.prepare(
    `INSERT INTO setting (name, value_json) VALUES ('own words', ?)
     ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json`,
  ).run(JSON.stringify(words))
  return words
}
