import type { Answer, Question } from '../../contract/ask.ts'
import type { Model } from '../model.ts'
import { alternatives } from './alternatives.ts'
import { certainties } from './certainties.ts'
import type { AskOptions } from './desk.ts'
import { surprise } from './surprise.ts'

/**
 * Answers one question.
 *
 * @throws {EngineFault} with a sentence for the writer.
 * @throws {DOMException} AbortError once `options.signal` aborts.
 */
export async function answer(model: Model, question: Question, options: AskOptions): Promise<Answer> {
  const { kind } = question
  switch (kind) {
    case 'alternatives':
      return { kind, alternatives: await alternatives(model, question, options) }
    case 'certainties':
      return { kind, certainties: await certainties(model, question.of, options) }
    case 'surprise':
      return { kind, words: await surprise(model, question, options) }
  }
}
