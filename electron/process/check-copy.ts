/// <reference types="electron" />
import { crossing } from '../store/crossing.ts'
import { LibraryDamaged } from '../store/failures.ts'
import { verifyLibraryNow } from '../store/verify.ts'
import type { CheckNews } from '../store/verify.ts'

/** A process that checks one library file, so that main goes on meanwhile. It says what it found, and ends. */
const [file = '', isOpen = ''] = process.argv.slice(2)
const say = (news: CheckNews) => process.parentPort.postMessage(news)
try {
  verifyLibraryNow(file, isOpen === 'open')
  say({ kind: 'sound' })
} catch (error) {
  if (error instanceof LibraryDamaged) say({ kind: 'damaged', detail: error.detail })
  else say({ kind: 'failed', error: crossing(error) })
}
