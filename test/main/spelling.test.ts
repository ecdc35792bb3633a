import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SpellingAnswer, SpellingOrder } from '../../electron/spelling/orders.ts'
import {
  chosenFiles,
  dictionaryFiles,
  keepDictionary,
  listDictionaries,
} from '../../electron/main/spelling/dictionaries.ts'
import { createSpellingHost } from '../../electron/main/spelling/host.ts'
import { addOwnWord, listOwnWords, removeOwnWord } from '../../electron/store/own-words.ts'
import { freshFolder } from '../support/folders.ts'
import { opened } from '../support/library.ts'

/** A process that answers as told, and what it was asked. `null`: it never answers. */
function host(answer: (order: SpellingOrder) => SpellingAnswer | null | 'dies') {
  const orders: string[] = []
  let starts = 0
  const made = createSpellingHost((onAnswer, onExit) => {
    starts++
    return {
      post(order) {
        orders.push(order.kind)
        const now = answer(order)
        setTimeout(() => (now === 'dies' ? onExit() : now && onAnswer(now)))
      },
      kill: () => undefined,
    }
  }, 50)
  return { ...made, orders, starts: () => starts }
}
const fine = { ok: true, words: [] } as const
const check = { kind: 'check', words: ['teh'] } as const
const german = { name: 'de', aff: 'de.aff', dic: 'de.dic' }

describe('the process that knows spelling', () => {
  it('loads a dictionary once, and another where that is chosen', async () => {
    const it = host(() => fine)
    await it.ask(null, [], check)
    await it.ask(null, [], check)
    await it.ask(german, [], check)
    expect(it.orders).toEqual(['load', 'check', 'check', 'load', 'check'])
    expect(it.starts()).toBe(1)
  })
  it('is started anew after it died, which is told', async () => {
    let dies = true
    const it = host(() => (dies ? 'dies' : fine))
    await expect(it.ask(german, [], check)).rejects.toThrow('more memory')
    dies = false
    expect(await it.ask(null, [], check)).toEqual([])
    expect(it.starts()).toBe(2)
  })
  it('is given up when it does not answer', async () => {
    await expect(host(() => null).ask(german, [], check)).rejects.toThrow('takes too long')
  })
  it('says what a dictionary is refused for, and asks for it again', async () => {
    const it = host(({ kind }) => (kind === 'load' ? { ok: false, message: 'No dictionary.' } : fine))
    await expect(it.ask(german, [], check)).rejects.toThrow('No dictionary.')
    await expect(it.ask(german, [], check)).rejects.toThrow('No dictionary.')
  })
  it('is not started for the sake of a word', async () => {
    const it = host(() => fine)
    await it.tell({ kind: 'add', word: 'Corrie' })
    expect(it.starts()).toBe(0)
  })
})

describe('a dictionary that is added', () => {
  const folder = () => {
    const at = freshFolder()
    writeFileSync(join(at, 'de.aff'), 'SET UTF-8\n')
    writeFileSync(join(at, 'de.dic'), '1\nfroh\n')
    return at
  }
  it('is told by one of its files', () => {
    const at = folder()
    expect(chosenFiles([join(at, 'de.aff')])).toEqual({ name: 'de', aff: join(at, 'de.aff'), dic: join(at, 'de.dic') })
  })
  it('is copied beside the library', async () => {
    const [at, library] = [folder(), freshFolder()]
    await keepDictionary(library, chosenFiles([join(at, 'de.dic')]))
    expect(listDictionaries(library)).toEqual(['de'])
    expect(readFileSync(dictionaryFiles(library, 'de')!.dic, 'utf8')).toBe('1\nfroh\n')
    expect(existsSync(join(at, 'de.aff'))).toBe(true)
  })
  it('is refused with half of it, or with two', () => {
    const at = folder()
    writeFileSync(join(at, 'fr.aff'), '')
    expect(() => chosenFiles([join(at, 'fr.aff')])).toThrow('fr.dic is missing.')
    expect(() => chosenFiles([join(at, 'fr.aff'), join(at, 'de.dic')])).toThrow('of one dictionary')
  })
})

it('own words are kept in order, once each', async () => {
  const { db } = await opened(freshFolder())
  addOwnWord(db, 'Wren')
  addOwnWord(db, 'Corrie')
  addOwnWord(db, 'Wren')
  expect(listOwnWords(db)).toEqual(['Corrie', 'Wren'])
  removeOwnWord(db, 'Wren')
  expect(listOwnWords(db)).toEqual(['Corrie'])
})
