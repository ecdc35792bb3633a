import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { UsageError } from './arguments.ts'

/**
 * The text of a file, or of standard input for `-`. Line ends become `\n`.
 *
 * @throws {UsageError} when it cannot be read or is not text.
 */
export async function readText(file: string): Promise<string> {
  const content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8').catch(unreadable(file))
  if (content.includes('\0')) throw new UsageError(`${file} is not a text file`)
  if (content.trim() === '') throw new UsageError(`${file === '-' ? 'standard input' : file} is empty`)
  return content.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
}

function unreadable(file: string) {
  return (cause: NodeJS.ErrnoException): never => {
    const reason =
      cause.code === 'ENOENT' ? 'there is no such file' : cause.code === 'EISDIR' ? 'it is a folder' : cause.message
    throw new UsageError(`cannot read ${file}: ${reason}`, { cause })
  }
}
