import { utilityProcess } from 'electron'
import { crossed } from '../store/crossing.ts'
import { LibraryDamaged } from '../store/failures.ts'
import type { CheckNews } from '../store/verify.ts'

const LOST = 'The check ended by itself, perhaps for want of memory.'

/**
 * Checks library files in a process of their own: reading a whole file takes seconds where it is large, and main has
 * keystrokes to answer. `isOpen`: main has the file open, so it is only read. Fails with `LibraryDamaged` only where damage was
 * found.
 */
export function checkerIn(program: string): (file: string, isOpen?: boolean) => Promise<void> {
  return (file, isOpen = false) =>
    new Promise((resolve, reject) => {
      const child = utilityProcess.fork(program, isOpen ? [file, 'open'] : [file], {
        serviceName: 'Palimpsest Backup Check',
      })
      let answer: CheckNews = { kind: 'failed', error: { message: LOST, code: '' } }
      child.on('message', message => {
        answer = message as CheckNews // our own code at the other end: electron/process/check-copy.ts
        child.kill()
      })
      child.on('exit', () => {
        if (answer.kind === 'sound') resolve()
        else reject(answer.kind === 'damaged' ? new LibraryDamaged(file, answer.detail) : crossed(answer.error))
      })
    })
}
