import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { newestOfEach } from './newest-of-each.ts'

/** What made a backup: the clock, the writer, or a migration from that version. Only the clock's are ever removed. */
export const HOURLY = 'hourly'
export const BY_HAND = 'by hand'

const HOURS_KEPT = 24
const DAYS_KEPT = 14

/** A backup's file name: when it was made, in UTC, and why. */
export function backupName(at: Date, label: string): string {
  return `library ${at.toISOString().replaceAll(':', '-')} ${label}.sqlite`
}

/** When and why the backup of this name was made; null for any other file. */
export function readBackupName(name: string): Readonly<{ at: Date; label: string }> | null {
  const [, day, hour, minute, second, label] =
    /^library (\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3})Z (.+)\.sqlite$/.exec(name) ?? []
  if (day === undefined || label === undefined) return null
  const at = new Date(`${day}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`)
  return Number.isNaN(at.getTime()) ? null : { at, label }
}

/**
 * The rule: of the hourly backups stay the newest of each of the last 24 hours that have one, of each of the last 14 days
 * that have one, and of every month. Backups by hand and before migrations always stay.
 *
 * @returns the names that go.
 */
export function superseded(names: readonly string[]): string[] {
  const newestFirst = names
    .filter(name => readBackupName(name)?.label === HOURLY)
    .sort()
    .reverse()
  const kept = new Set([
    ...newestOfEach(newestFirst, until('YYYY-MM-DDTHH')).slice(0, HOURS_KEPT),
    ...newestOfEach(newestFirst, until('YYYY-MM-DD')).slice(0, DAYS_KEPT),
    ...newestOfEach(newestFirst, until('YYYY-MM')),
  ])
  return newestFirst.filter(name => !kept.has(name))
}

/** The part of a name that says its period, so much of it as `pattern` is long. */
function until(pattern: string): (name: string) => string {
  return name => name.slice(0, 'library '.length + pattern.length)
}

/** Removes the backups that the rule lets go, and what backups that were cut off left. */
export function rotateBackups(folder: string): void {
  const names = readdirSync(folder)
  const cutOff = names.filter(
    name => readBackupName(name.replace(/\.partial(-\w+)?$/, '')) && name.includes('.partial'),
  )
  for (const name of [...superseded(names), ...cutOff]) rmSync(join(folder, name), { force: true })
}

/** When the newest hourly backup in `folder` was made; null if there is none. */
export function newestHourlyMs(folder: string): number | null {
  const times = readdirSync(folder)
    .map(readBackupName)
    .flatMap(backup => (backup?.label === HOURLY ? [backup.at.getTime()] : []))
  return times.length > 0 ? Math.max(...times) : null
}
