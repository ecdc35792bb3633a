/// <reference types="electron" />
import { readFileSync, statSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import aff from '../../node_modules/dictionary-en/index.aff?raw'
import dic from '../../node_modules/dictionary-en/index.dic?raw'
import { readDictionary, UnfitDictionary, wordsOf } from '../spelling/dictionary.ts'
import type { DictionaryFiles, SpellingAnswer, SpellingOrder } from '../spelling/orders.ts'
import { createSpeller } from '../spelling/speller.ts'
import type { Speller } from '../spelling/speller.ts'

/** The process that knows spelling. It yields to what the writer waits for; what a bad dictionary does to it ends with it. */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

/** The largest dictionaries that were seen have 6 MB. */
const BYTES_MAX = 16 * 1024 * 1024
const TRIED = 20

let speller: Speller | null = null

process.parentPort.on('message', ({ data }) => {
  process.parentPort.postMessage(answerTo(data as SpellingOrder))
})

function answerTo(order: SpellingOrder): SpellingAnswer {
  try {
    return { ok: true, words: obey(order) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

function obey(order: SpellingOrder): readonly string[] {
  if (order.kind === 'load') {
    speller = load(order.files, order.words)
    return []
  }
  if (!speller) throw new RangeError('no dictionary was loaded')
  switch (order.kind) {
    case 'check':
      return speller.misspelt(order.words)
    case 'suggest':
      return speller.suggest(order.word)
    case 'add':
      speller.add(order.word)
      return []
    case 'remove':
      speller.remove(order.word)
      return []
  }
}

function load(files: DictionaryFiles, words: readonly string[]): Speller {
  if (files === null) return createSpeller({ aff, dic }, words, true)
  const { name } = files
  const dictionary = readDictionary(name, read(files.aff, `${name}.aff`), read(files.dic, `${name}.dic`))
  try {
    const made = createSpeller(dictionary, words, false)
    const known = wordsOf(dictionary.dic, TRIED)
    if (made.misspelt(known).length < known.length) return made
  } catch (error) {
    throw new UnfitDictionary(`${name}.aff is damaged, or of a kind that cannot be read. Try another dictionary.`, {
      cause: error,
    })
  }
  throw new UnfitDictionary(`${name}.aff and ${name}.dic do not fit each other. Take both files of one dictionary.`)
}

function read(path: string, file: string): Uint8Array {
  try {
    if (statSync(path).size <= BYTES_MAX) return readFileSync(path)
  } catch (error) {
    throw new UnfitDictionary(`${file} could not be read. See that it is there, or add the dictionary again.`, {
      cause: error,
    })
  }
  throw new UnfitDictionary(`${file} is larger than ${BYTES_MAX / 1024 / 1024} MB. Take a smaller dictionary.`)
}
