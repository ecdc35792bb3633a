import { join } from 'node:path'
import type { Backup } from '../contract/recovery.ts'
import { listBackups } from '../store/restore.ts'

/** The backups of a library: in its own folder, and in the other one that was chosen (null for none); newest first. */
export function allBackups(library: string, other: string | null): Backup[] {
  const own = listBackups(backupsIn(library), false)
  const names = new Set(own.map(({ name }) => name))
  const copies = other === null ? [] : listBackups(other, true).filter(({ name }) => !names.has(name))
  return [...own, ...copies].sort((a, b) => b.atMs - a.atMs)
}

export const backupsIn = (library: string) => join(library, 'backups')

/** The file of the backup called `name`. @throws {RangeError} if there is none: no other file can be named so. */
export function backupFile(library: string, other: string | null, name: string): string {
  const backup = allBackups(library, other).find(it => it.name === name)
  if (!backup) throw new RangeError(`There is no backup called ${name} any more.`)
  return join(backup.elsewhere && other !== null ? other : backupsIn(library), name)
}
