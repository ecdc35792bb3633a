import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { writeCached } from './cached.ts'
import { EngineFault } from './faults.ts'
import type { Manifest } from './manifest.ts'

/** What was found right before: for each file its size, time of change in milliseconds, and SHA-256. */
const rememberedSchema = z.record(
  z.string(),
  z.object({ bytes: z.number(), changedMs: z.number(), sha256: z.string() }),
)
type Remembered = z.infer<typeof rememberedSchema>

/**
 * Checks that every file of the model has the size and the SHA-256 that its manifest says. What was right before is
 * remembered in `cacheFolder` by size and time, so that only the first start reads all of it.
 *
 * @throws {EngineFault} `model-missing` or `model-damaged`, naming the file.
 */
export async function verifyModel(folder: string, manifest: Manifest, cacheFolder: string): Promise<void> {
  const memory = join(cacheFolder, `verified-${manifest.id}-${manifest.version}.json`)
  const known = await recall(memory)
  const seen: Remembered = {}
  for (const file of manifest.files) {
    const path = join(folder, file.name)
    const info = await stat(path).catch((cause: unknown) => {
      throw new EngineFault('model-missing', `The model’s file ${file.name} is missing. Copy the model folder again.`, {
        cause,
      })
    })
    if (info.size !== file.bytes) {
      throw new EngineFault(
        'model-damaged',
        `The model’s file ${file.name} has ${info.size} bytes instead of ${file.bytes}. Copy the model folder again.`,
      )
    }
    const before = known[path]
    const trusted = before?.bytes === info.size && before.changedMs === info.mtimeMs && before.sha256 === file.sha256
    if (!trusted && (await sha256Of(path)) !== file.sha256) {
      throw new EngineFault(
        'model-damaged',
        `The model’s file ${file.name} has been altered or damaged (its checksum differs). Copy the model folder again.`,
      )
    }
    seen[path] = { bytes: info.size, changedMs: info.mtimeMs, sha256: file.sha256 }
  }
  const text = JSON.stringify(seen)
  if (text !== JSON.stringify(known)) await writeCached(memory, text)
}

/** SHA-256 of a file, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** An unreadable memory only means that everything is read again. */
async function recall(path: string): Promise<Remembered> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  return rememberedSchema.catch({}).parse(safeJson(text))
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
