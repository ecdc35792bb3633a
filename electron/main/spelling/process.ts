import { utilityProcess } from 'electron'
import type { SpellingAnswer } from '../../spelling/orders.ts'
import type { ForkSpelling } from './host.ts'

/** Some dictionaries grow without end when they are spelt out: that ends their process, not the studio. In MB. */
const HEAP_MB = 1_000

/** Starts the process in `file`. */
export function spellingForker(file: string): ForkSpelling {
  return (onAnswer, onExit) => {
    const child = utilityProcess.fork(file, [], {
      serviceName: 'Palimpsest Spelling',
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
    })
    child.on('message', message => {
      onAnswer(message as SpellingAnswer) // our own code at the other end: electron/process/spelling.ts
    })
    child.on('exit', onExit)
    return {
      post: order => child.postMessage(order),
      kill: () => void child.kill(),
    }
  }
}
