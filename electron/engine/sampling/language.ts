import type { RunSettings } from '../../contract/infill.ts'
import type { Canvas } from '../layout.ts'
import type { Model } from '../model.ts'
import { avoiding } from './avoid.ts'
import type { Language } from './candidates.ts'
import type { Tuning } from './tuning.ts'
import { using } from './use.ts'

/** What may be written on a canvas, by the model and by the writer's wishes. What is both wanted and avoided is avoided. */
export function languageOf(
  { manifest, vocabulary }: Pick<Model, 'manifest' | 'vocabulary'>,
  canvas: Canvas,
  { use, avoid }: Pick<RunSettings, 'use' | 'avoid'>,
  { useNats }: Pick<Tuning, 'useNats'>,
): Language {
  const { blank } = manifest.tokens
  return {
    vocabulary,
    blank,
    ...(avoid.length > 0 && { avoid: avoiding(canvas, vocabulary, blank, avoid) }),
    ...(use.length > 0 && { use: using(canvas, vocabulary, use, useNats) }),
  }
}
