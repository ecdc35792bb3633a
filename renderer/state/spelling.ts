import { createStore } from 'zustand/vanilla'
import type { StudioApi } from '@contract/ipc.ts'
import type { Result } from '@contract/result.ts'
import type { SpellingView } from '@contract/spelling.ts'
import { ask } from './ask.ts'
import type { Notices } from './notices.ts'

export type Spelling = ReturnType<typeof createSpelling>

/** What the dictionary said of words, and the dictionaries there are. `onKnown` is told whenever more is known. */
export function createSpelling(studio: StudioApi, notices: Notices) {
  const store = createStore<SpellingView>(() => ({ dictionaries: [], words: [] }))
  const verdicts = new Map<string, boolean>()
  const asked = new Set<string>()
  const listeners = new Set<() => void>()
  /** Answers that were asked for before this are of another dictionary. */
  let epoch = 0

  const known = () => listeners.forEach(listener => listener())

  async function find(words: readonly string[]): Promise<void> {
    const mine = epoch
    const wanted = words.filter(word => !asked.has(word))
    if (wanted.length === 0) return
    for (const word of wanted) asked.add(word)
    const reply = await ask(studio, 'spelling:check', wanted)
    if (mine !== epoch) return
    // What failed stays asked: it is tried again with another dictionary, or when spelling is turned on again.
    if (!reply.ok) {
      notices.say(`Spelling is not checked. ${reply.fault.message}`, 'alert')
      return
    }
    const wrong = new Set(reply.value)
    for (const word of wanted) verdicts.set(word, !wrong.has(word))
    known()
  }

  /** Forgets what the dictionary said: another one was chosen, or it is asked again. */
  function forget(): void {
    epoch++
    verdicts.clear()
    asked.clear()
    known()
  }

  /** Forgets what was said of a word and of what may be made of it. */
  function forgetLike(word: string): void {
    const begins = word.toLowerCase()
    for (const it of asked.keys()) {
      if (!it.toLowerCase().startsWith(begins)) continue
      asked.delete(it)
      verdicts.delete(it)
    }
    known()
  }

  /** Takes over what there is now. Resolves to whether it could be had. */
  function take(reply: Result<SpellingView>): boolean {
    if (reply.ok) store.setState(reply.value, true)
    else notices.say(reply.fault.message, 'alert')
    return reply.ok
  }

  async function suggest(word: string): Promise<readonly string[]> {
    const reply = await ask(studio, 'spelling:suggest', word)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    return reply.ok ? reply.value : []
  }

  async function addWord(word: string): Promise<void> {
    if (!take(await ask(studio, 'spelling:add-word', word))) return
    forgetLike(word)
    notices.say(`“${word}” is in your dictionary.`)
  }

  async function removeWord(word: string): Promise<void> {
    if (take(await ask(studio, 'spelling:remove-word', word))) forgetLike(word)
  }

  /** Resolves to the name of the dictionary that was added; null if none was. */
  async function addDictionary(): Promise<string | null> {
    const reply = await ask(studio, 'spelling:add-dictionary')
    if (!reply.ok) {
      notices.say(`No dictionary was added. ${reply.fault.message}`, 'alert')
      return null
    }
    if (reply.value === null) return null
    store.setState(reply.value.view, true)
    return reply.value.name
  }

  return {
    store,
    isRight: (word: string) => verdicts.get(word),
    find: (words: readonly string[]) => void find(words),
    forget,
    load: async () => void take(await ask(studio, 'spelling:view')),
    suggest,
    addWord,
    removeWord,
    addDictionary,
    onKnown(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
