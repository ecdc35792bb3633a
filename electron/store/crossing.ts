import { SqliteError } from './database.ts'

/** An error as it crosses from a process to main. `code`: what SQLite or the system calls it; empty where neither does. */
export type Crossing = Readonly<{ message: string; code: string }>

export function crossing(error: unknown): Crossing {
  if (!(error instanceof Error)) return { message: String(error), code: '' }
  return { message: error.message, code: 'code' in error ? String(error.code) : '' }
}

export function crossed({ message, code }: Crossing): Error {
  return code.startsWith('SQLITE_') ? new SqliteError(message, code) : Object.assign(new Error(message), { code })
}
