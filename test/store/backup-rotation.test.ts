import fc from 'fast-check'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  backupName,
  BY_HAND,
  HOURLY,
  newestHourlyMs,
  readBackupName,
  rotateBackups,
  superseded,
} from '../../electron/store/backup-rotation.ts'
import { freshFolder } from '../support/folders.ts'

const HOUR_MS = 3_600_000
const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
const hourly = (at: string) => backupName(new Date(at), HOURLY)
/** One an hour, the newest at the end of `day`. */
const hours = (day: string, count: number) =>
  Array.from({ length: count }, (_, i) => backupName(new Date(Date.parse(`${day}T23:00:00Z`) - i * HOUR_MS), HOURLY))
function left(names: string[]): string[] {
  const gone = superseded(names)
  return names.filter(name => !gone.includes(name))
}

describe('a name', () => {
  it('says when and why, and is read again', () => {
    fc.assert(
      fc.property(date, fc.constantFrom(HOURLY, BY_HAND, 'version 3'), (at, label) => {
        expect(readBackupName(backupName(at, label))).toEqual({ at, label })
      }),
    )
  })
  for (const other of ['library.sqlite', 'my novel.sqlite', `${hourly('2026-01-02')}.partial`])
    it(`${other} is none`, () => expect(readBackupName(other)).toBeNull())
})

describe('the rule', () => {
  it('keeps the last day whole', () => expect(left(hours('2026-03-31', 24))).toHaveLength(24))
  it('keeps one of each of two weeks’ days before that, and one of each month', () => {
    const kept = left(hours('2026-03-31', 24 * 90))
    const daily = Array.from({ length: 13 }, (_, i) => hourly(`2026-03-${30 - i}T23:00:00Z`))
    const monthly = [hourly('2026-02-28T23:00:00Z'), hourly('2026-01-31T23:00:00Z')]
    expect(kept).toEqual([...hours('2026-03-31', 24), ...daily, ...monthly])
  })
  it('counts hours and days in which something was written, not the calendar', () => {
    const sparse = Array.from({ length: 14 }, (_, i) =>
      hourly(`2026-01-${String(2 * i + 1).padStart(2, '0')}T09:00:00Z`),
    )
    expect(superseded(sparse)).toEqual([])
  })
  it('keeps the newest of an hour', () =>
    expect(superseded([hourly('2026-01-02T03:10:00Z'), hourly('2026-01-02T03:50:00Z')])).toEqual([
      hourly('2026-01-02T03:10:00Z'),
    ]))
  it('never lets go the newest, what others named, nor more when asked again', () => {
    fc.assert(
      fc.property(fc.array(date, { minLength: 1, maxLength: 60 }), dates => {
        const names = dates.flatMap(at => [backupName(at, HOURLY), backupName(at, BY_HAND), 'notes.sqlite'])
        const gone = superseded(names)
        const newest = backupName(new Date(Math.max(...dates.map(Number))), HOURLY)
        expect(gone.every(name => name.endsWith(`${HOURLY}.sqlite`))).toBe(true)
        expect(gone).not.toContain(newest)
        expect(superseded(left(names))).toEqual([])
      }),
    )
  })
})

it('removes from a folder what the rule lets go and what was cut off, and nothing else', () => {
  const folder = freshFolder()
  const [old, newer] = [hourly('2026-01-02T03:10:00Z'), hourly('2026-01-02T03:50:00Z')]
  const others = ['a novel.sqlite', 'library.sqlite.partial', backupName(new Date(0), 'version 1')]
  for (const name of [old, newer, `${old}.partial`, `${old}.partial-journal`, ...others])
    writeFileSync(join(folder, name), '')
  rotateBackups(folder)
  expect(readdirSync(folder).sort()).toEqual([newer, ...others].sort())
  expect(newestHourlyMs(folder)).toBe(Date.parse('2026-01-02T03:50:00Z'))
})
