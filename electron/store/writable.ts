import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Half a sentence for each answer of the system that means "not to be written". */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you are not allowed to write there',
  EPERM: 'the system does not allow writing there',
  EROFS: 'its disk is read-only',
}

/** Why `folder` (made if it is missing) cannot be written, as half a sentence; null if it can. Found by trying. */
export function whyFolderUnwritable(folder: string): string | null {
  return whyRefused(() => {
    mkdirSync(folder, { recursive: true })
    const probe = join(folder, `.probe-${randomUUID()}`)
    writeFileSync(probe, '')
    rmSync(probe)
  })
}

/** Why the existing `file` cannot be written, as half a sentence; null if it can or is not there. */
export function whyFileUnwritable(file: string): string | null {
  return existsSync(file) ? whyRefused(() => closeSync(openSync(file, 'r+'))) : null
}

function whyRefused(attempt: () => void): string | null {
  try {
    attempt()
    return null
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
    if (reason === undefined) throw error
    return reason
  }
}
