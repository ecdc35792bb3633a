import { createStore } from 'zustand/vanilla'
import type { Alternative, Answer, Question, QuestionId, Written } from '@contract/ask.ts'
import type { StudioApi } from '@contract/ipc.ts'
import type { Places } from '@contract/places.ts'
import type { Result } from '@contract/result.ts'
import { wordsOf } from '@contract/written-words.ts'
import type { Word } from '@contract/written-words.ts'
import { ask } from './ask.ts'
import { passageOfOffer } from './run-state.ts'
import type { RunState } from './run-state.ts'
import type { Runs } from './runs.ts'

/** The chosen word of the variant that is shown, and what the model says of it; null while that is not known. */
export type Inspected = Readonly<{
  word: Word
  /** The model's probability of the word now that all the others stand, 0 to 1. */
  now: number | null
  alternatives: readonly Alternative[] | null
  /** Why nothing more will be known, as a sentence. */
  fault: string | null
  /** What is told takes the keys, since the writer asked for it by key. */
  takesKeys: boolean
}>

export type Inspect = ReturnType<typeof createInspect>

type Asked = Readonly<{ places: Places; word: number }>
/** How long a choice of a word rests before the model is asked, in ms. */
const REST_MS = 150

/** Asks the model about the chosen word, as long as the writer looks at words. */
export function createInspect(studio: StudioApi, runs: Runs) {
  const store = createStore<Inspected | null>(() => null)
  const certainties = new WeakMap<Places, readonly (number | null)[]>()
  let looking = false
  let takesKeys = true
  let asked: Asked | null = null
  let open: QuestionId[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  runs.store.subscribe(follow)

  function follow(): void {
    if (!looking) return
    const now = chosen(runs.store.getState())
    if (now === null) return close()
    if (asked?.places === now.of.places && asked.word === now.index) return
    forget()
    asked = { places: now.of.places, word: now.index }
    const known = certainties.get(now.of.places)
    store.setState({ word: now.word, now: leastOf(known, now.word), alternatives: null, fault: null, takesKeys }, true)
    timer = setTimeout(() => void inquire(now, asked!), REST_MS)
  }

  async function inquire({ of, word, avoid, ...rest }: Chosen, about: Asked): Promise<void> {
    const put = async (question: Question): Promise<Result<Answer>> => {
      open.push(question.id)
      const reply = await ask(studio, 'question:ask', question, rest.document, rest.around)
      open = open.filter(id => id !== question.id)
      return reply
    }
    const found = put({ id: newId(), kind: 'alternatives', of, word: word.places, avoid })
    const known = certainties.has(of.places) ? null : put({ id: newId(), kind: 'certainties', of })
    const alternatives = await found
    if (asked !== about) return
    if (!alternatives.ok) change({ fault: alternatives.fault.message })
    else if (alternatives.value.kind === 'alternatives') change({ alternatives: alternatives.value.alternatives })
    const certain = await known
    if (certain?.ok === true && certain.value.kind === 'certainties') {
      certainties.set(of.places, certain.value.certainties)
      if (asked === about) change({ now: leastOf(certain.value.certainties, word) })
    }
  }

  const change = (part: Partial<Inspected>) => store.setState(state => state && { ...state, ...part }, true)

  function forget(): void {
    clearTimeout(timer)
    for (const id of open) void ask(studio, 'question:cancel', id)
    open = []
    asked = null
  }

  /** Looks at the chosen word, or at the first one. Returns false where there is none that the model can be asked about. */
  function look(keys = true): boolean {
    looking = true
    takesKeys = keys
    const state = runs.store.getState()
    if (state.phase === 'offered' && state.word === null) runs.chooseWord(1)
    follow()
    return looking
  }

  function close(): void {
    looking = false
    forget()
    store.setState(null, true)
  }

  return { store, look, close }
}

const newId = () => crypto.randomUUID() as QuestionId

type Chosen = NonNullable<ReturnType<typeof chosen>>

/** The chosen word of the variant that is shown; null where there is none, or its places are not known or not its own. */
function chosen(state: RunState) {
  if (state.phase !== 'offered' || state.word === null) return null
  const offer = state.offers[state.shown]
  const word = wordsOf(offer?.regions ?? [])[state.word]
  if (offer === undefined || word === undefined || offer.places === null || offer.edited !== undefined) return null
  const of: Written = { passage: passageOfOffer(state, state.shown), places: offer.places }
  const { avoid, around } = state.request.settings
  return { of, word, index: state.word, document: state.document, avoid, around }
}

function leastOf(known: readonly (number | null)[] | undefined, word: Word): number | null {
  return known === undefined ? null : Math.min(...word.places.map(place => known[place] ?? 0))
}
