/// <reference types="electron" />
import { verifyLibraryNow } from '../store/verify.ts'

/** A process that checks one library file, so that main goes on meanwhile. It says `null`, or what is wrong, and ends. */
try {
  verifyLibraryNow(process.argv[2] ?? '')
  process.parentPort.postMessage(null)
} catch (error) {
  process.parentPort.postMessage(error instanceof Error ? error.message : String(error))
}
