import type { WriteDb } from '../database.ts'
import { library } from './0001-library.ts'
import { journal } from './0002-journal.ts'
import { snapshots } from './0003-snapshots.ts'
import { search } from './0004-search.ts'
import { binder } from './0005-binder.ts'
import { places } from './0006-places.ts'
import { stars } from './0007-stars.ts'
import { prefixes } from './0008-prefixes.ts'
import { runPlaces } from './0009-run-places.ts'
import { scraps } from './0010-scraps.ts'
import { footnotes } from './0011-footnotes.ts'

/** Takes a database from the version before it to its own. Runs inside a transaction. */
export type Migration = (db: WriteDb) => void

/**
 * In order; the first makes version 1. A released one is never changed again. With a new one goes a library of its
 * version for the tests: `node test/fixtures/make.ts`.
 */
export const migrations: readonly Migration[] = [
  library,
  journal,
  snapshots,
  search,
  binder,
  places,
  stars,
  prefixes,
  runPlaces,
  scraps,
  footnotes,
]
