import { expect, it } from 'vitest'
import { createDamageWatch } from '../../electron/main/damage-watch.ts'
import { SqliteError } from '../../electron/store/database.ts'
import { LibraryDamaged } from '../../electron/store/failures.ts'

function watched(...errors: unknown[]) {
  let told = 0
  const watch = createDamageWatch({ db: { name: '/l/library.sqlite' } as never }, () => told++)
  errors.forEach(watch.note)
  return { told, found: watch.found() }
}
const corrupt = new SqliteError('database disk image is malformed', 'SQLITE_CORRUPT')

it('what SQLite comes upon is told each time, and remembered as the library’s', () => {
  const { told, found } = watched(corrupt, corrupt)
  expect(told).toBe(2)
  expect(found).toMatchObject({ file: '/l/library.sqlite', detail: 'database disk image is malformed' })
})
it('what a check of all of it comes upon is told and remembered too', () => {
  const damaged = new LibraryDamaged('/l/library.sqlite', 'torn')
  expect(watched(damaged)).toEqual({ told: 1, found: damaged })
})
it('damage elsewhere and other errors are not the library’s', () => {
  const elsewhere = new LibraryDamaged('/l/library.sqlite.restored', 'torn')
  const { told, found } = watched(elsewhere, new SqliteError('full', 'SQLITE_FULL'), new Error('no'))
  expect([told, found]).toEqual([0, null])
})
