import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BACKENDS } from '../contract/engine.ts'
import { EngineFault } from './faults.ts'

const id = z.int().nonnegative()
const fileName = z.string().regex(/^[\w.-]+$/, 'a plain file name')

/** Licences under which a model may be used here without asking its maker. */
const LICENCES = ['Apache-2.0', 'MIT', 'BSD-3-Clause', 'CC-BY-4.0', 'CC0-1.0'] as const

const schema = z.object({
  format: z.literal(1),
  id: z.string().min(1),
  version: z.string().min(1),
  title: z.string().min(1),
  licence: z.enum(LICENCES),
  graph: z.object({
    file: fileName,
    data: z.array(fileName),
    precision: z.string(),
    /** What the graph is made for: nothing else is tried unless the writer asks for it. */
    backends: z.array(z.enum(BACKENDS)).default(['cpu']),
  }),
  tokenizer: z.object({ file: fileName, config: fileName }),
  context: z.enum(['causal', 'full', 'block-causal']),
  modes: z.array(z.enum(['masked', 'forward'])).min(1),
  shift: z.boolean(),
  layers: z.int().positive(),
  key_value_heads: z.int().positive(),
  head_size: z.int().positive(),
  vocabulary: z.int().positive(),
  candidates: z.int().positive(),
  context_length: z.int().positive(),
  tokens: z.object({ mask: id, blank: id, document_start: id, suppressed: z.array(id) }),
  files: z.array(
    z.object({ name: fileName, bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
})

/** What the engine must know of a model: `manifest.json`, checked (DESIGN section 3). */
export type Manifest = z.infer<typeof schema>

/**
 * Reads and checks the manifest of the model in `folder`.
 *
 * @throws {EngineFault} `model-missing`, `model-damaged` or `model-refused`, with a sentence that says what to do.
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch((cause: unknown) => {
    throw new EngineFault(
      'model-missing',
      `There is no model in ${folder}. Put a model folder with a manifest.json there.`,
      { cause },
    )
  })
  return parseManifest(text)
}

/** @throws {EngineFault} as `readManifest` does. */
export function parseManifest(text: string): Manifest {
  const json = parseJson(text)
  if (isRecord(json) && json['format'] !== 1) {
    throw new EngineFault(
      'model-refused',
      `The model’s manifest has format ${JSON.stringify(json['format'])}, and this studio reads format 1. Use a newer studio or an older model.`,
    )
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return accepted(parsed.data)
  const issue = parsed.error.issues[0]
  const where = issue?.path.join('.') ?? ''
  if (where === 'licence') {
    throw new EngineFault(
      'model-refused',
      `The model’s licence is not one of ${LICENCES.join(', ')}. Check its manifest.json or use another model.`,
    )
  }
  throw new EngineFault(
    'model-damaged',
    `The model’s manifest.json is not valid at “${where}” (${issue?.message ?? 'unknown'}). Get the model again.`,
  )
}

/** Refuses a model that cannot see the right side of a region, and one whose modes contradict its context. */
function accepted(manifest: Manifest): Manifest {
  if (manifest.context === 'block-causal') {
    throw new EngineFault(
      'model-refused',
      `${manifest.title} reads text from the left only, so it cannot write a passage that meets the text after it. Use an infilling model.`,
    )
  }
  if (manifest.modes.includes('forward') && (manifest.context !== 'causal' || !manifest.shift)) {
    throw new EngineFault(
      'model-refused',
      `${manifest.title} says that it can be read forward, which takes a causal context and shifted outputs. Take “forward” out of the modes in its manifest.json.`,
    )
  }
  return manifest
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new EngineFault('model-damaged', 'The model’s manifest.json is not valid JSON. Get the model again.', {
      cause,
    })
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
