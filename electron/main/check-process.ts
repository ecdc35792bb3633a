import { utilityProcess } from 'electron'
import { LibraryDamaged } from '../store/failures.ts'

/**
 * Checks library files in a process of their own: reading a whole file takes seconds where it is large, and main has
 * keystrokes to answer.
 */
export function checkerIn(program: string): (file: string) => Promise<void> {
  return file =>
    new Promise((resolve, reject) => {
      const child = utilityProcess.fork(program, [file], { serviceName: 'Palimpsest Backup Check' })
      let answer: string | null = 'the check ended without an answer'
      child.on('message', message => {
        answer = message as string | null // our own code at the other end: electron/process/check-copy.ts
        child.kill()
      })
      child.on('exit', () => {
        if (answer === null) resolve()
        else reject(new LibraryDamaged(file, answer))
      })
    })
}
