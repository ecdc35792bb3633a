import { execFileSync } from 'node:child_process'
import { isOnPath } from '../../electron/setup/system-packages.mjs'

/** Options of a test that needs another program: without it, it is skipped. */
export function needs(program: string): Readonly<{ skip: boolean }> {
  return { skip: !isOnPath(program) }
}

/** What another program makes of `input`. @throws if it fails. */
export function made(program: string, args: readonly string[], input: string | Uint8Array = ''): Buffer {
  return execFileSync(program, args, { input, maxBuffer: 100_000_000 })
}
