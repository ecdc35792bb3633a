import type { DictionaryFiles, SpellingAnswer, SpellingOrder } from '../../spelling/orders.ts'
import { FilesFault } from '../files/jobs.ts'

/** A process that knows spelling, started. */
type SpellingChild = Readonly<{ post: (order: SpellingOrder) => void; kill: () => void }>
export type ForkSpelling = (onAnswer: (answer: SpellingAnswer) => void, onExit: () => void) => SpellingChild

/** A dictionary that takes longer to answer is given up. */
const ANSWER_MS = 30_000

/**
 * Asks the process that knows spelling, which starts at the first question and ends with `stop`. One that dies is
 * started anew at the next question.
 */
export function createSpellingHost(fork: ForkSpelling, answerMs = ANSWER_MS) {
  let child: SpellingChild | null = null
  let loaded: string | null = null
  let waiting: ((answer: SpellingAnswer) => void)[] = []

  function start(): SpellingChild {
    const mine = fork(
      answer => {
        if (child === mine) waiting.shift()?.(answer)
      },
      () => {
        if (child === mine) end()
      },
    )
    child = mine
    return mine
  }

  function end(message = LOST): void {
    const left = waiting
    child?.kill()
    child = null
    loaded = null
    waiting = []
    for (const answer of left) answer({ ok: false, message })
  }

  function order(what: SpellingOrder): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(SLOW), answerMs)
      waiting.push(answer => {
        clearTimeout(timer)
        if (answer.ok) resolve(answer.words)
        else reject(new FilesFault({ code: 'file-unreadable', message: answer.message }))
      })
      ;(child ?? start()).post(what)
    })
  }

  /** Asks with a dictionary, loading it where another was. `words`: the writer's own. @throws {FilesFault} */
  async function ask(
    files: DictionaryFiles,
    words: readonly string[],
    what: SpellingOrder,
  ): Promise<readonly string[]> {
    const key = JSON.stringify(files)
    if (child === null || loaded !== key) {
      loaded = key
      await order({ kind: 'load', files, words }).catch((error: unknown) => {
        loaded = null
        throw error
      })
    }
    return order(what)
  }

  return {
    ask,
    /** Tells a process that runs; one that starts later learns the writer's words as it loads. */
    tell: (what: SpellingOrder) => (loaded === null ? Promise.resolve([]) : order(what)),
    stop: end,
  }
}

const LOST = 'This dictionary needs more memory than it may have. Try a smaller one.'
const SLOW = 'This dictionary takes too long to answer. Try a smaller one.'
