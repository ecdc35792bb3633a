import { expect, it } from 'vitest'
import { z } from 'zod'
import type { FaultCode } from '@contract/result.ts'
import { toFault } from '../../electron/main/fault.ts'
import { crossed, crossing } from '../../electron/store/crossing.ts'
import { SqliteError } from '../../electron/store/database.ts'
import {
  DocumentChanged,
  DocumentMissing,
  LibraryDamaged,
  LibraryFromFuture,
  LibraryLocked,
  LibraryUnwritable,
  ProjectMissing,
  RunMissing,
} from '../../electron/store/failures.ts'
import { d, p, r } from '../support/library.ts'

function maps(error: unknown, code: FaultCode, message: RegExp) {
  it(`${String(error)} is ${code}`, () => {
    const fault = toFault(error)
    expect(fault.code).toBe(code)
    expect(fault.message).toMatch(message)
    expect(structuredClone(fault)).toEqual(fault)
  })
}
const sqlite = (code: string) => new SqliteError('what SQLite says', code)

maps(new DocumentMissing(d('x')), 'document-missing', /x/)
maps(new DocumentChanged('The storm'), 'document-changed', /The storm/)
maps(new ProjectMissing(p('x')), 'bad-request', /x/)
maps(new RunMissing(r('x')), 'bad-request', /x/)
maps(new LibraryFromFuture(9, 1), 'library-from-future', /9.*1/)
maps(new LibraryDamaged('f', 'torn'), 'library-damaged', /torn/)
maps(new LibraryLocked('f'), 'library-locked', /another/)
maps(new LibraryUnwritable('f', 'why'), 'library-read-only', /why/)
maps(sqlite('SQLITE_FULL'), 'disk-full', /Free some space/)
maps(sqlite('SQLITE_READONLY_DIRECTORY'), 'library-read-only', /cannot be changed/)
maps(sqlite('SQLITE_CORRUPT_VTAB'), 'library-damaged', /damaged/)
maps(sqlite('SQLITE_BUSY_SNAPSHOT'), 'library-locked', /Another program/)
maps(sqlite('SQLITE_IOERR_WRITE'), 'internal', /disk refused/)
maps(sqlite('SQLITE_MISUSE'), 'internal', /what SQLite says/)
maps(Object.assign(new Error('no room'), { code: 'ENOSPC' }), 'disk-full', /Free some space/)
maps(z.string().safeParse(1).error, 'bad-request', /string/)
maps(new RangeError('none numbered 5'), 'bad-request', /5/)
maps(new Error('surprise'), 'internal', /surprise/)
maps('a thrown string', 'internal', /thrown/)

for (const error of [
  sqlite('SQLITE_FULL'),
  sqlite('SQLITE_IOERR_WRITE'),
  Object.assign(new Error('no room'), { code: 'ENOSPC' }),
  new Error('surprise'),
  'a thrown string',
])
  it(`${String(error)} in another process is the same here`, () =>
    expect(toFault(crossed(structuredClone(crossing(error))))).toEqual(toFault(error)))
