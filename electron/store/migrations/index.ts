import type { WriteDb } from '../database.ts'
import { library } from './0001-library.ts'
import { journal } from './0002-journal.ts'

/** Takes a database from the version before it to its own. Runs inside a transaction. */
export type Migration = (db: WriteDb) => void

/** In order; the first makes version 1. A released one is never changed again. */
export const migrations: readonly Migration[] = [library, journal]
