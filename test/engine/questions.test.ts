import { describe, expect, it } from 'vitest'
import type { Answer, Question, QuestionId } from '../../electron/contract/ask.ts'
import type { EngineNews } from '../../electron/contract/engine.ts'
import { createQuestions, inTurns } from '../../electron/engine/ask/questions.ts'
import { EngineFault } from '../../electron/engine/faults.ts'
import type { Graph, Pass, Readings } from '../../electron/engine/onnx.ts'

const question = (id: string) => ({ id: id as QuestionId, kind: 'surprise', passage: [] }) as const
const answer: Answer = { kind: 'surprise', words: [] }
const settled = () => new Promise(resolve => setTimeout(resolve))

describe('questions', () => {
  it('are answered one at a time, in the order asked; a fault is told', async () => {
    const going: string[] = []
    const news: EngineNews[] = []
    const finish = new Map<string, (error?: Error) => void>()
    const ask = ({ id }: Question) =>
      new Promise<Answer>((resolve, reject) => {
        going.push(id)
        finish.set(id, error => (error ? reject(error) : resolve(answer)))
      })
    const questions = createQuestions(ask, it => news.push(it))
    questions.ask(question('a'))
    questions.ask(question('b'))
    await settled()
    expect(going).toEqual(['a'])
    finish.get('a')!(new EngineFault('bad-request', 'No word.'))
    await settled()
    finish.get('b')!()
    await settled()
    expect(news).toEqual([
      { kind: 'answered', id: 'a', answer: { ok: false, fault: { code: 'bad-request', message: 'No word.' } } },
      { kind: 'answered', id: 'b', answer: { ok: true, value: answer } },
    ])
  })
  it('that are cancelled end as stopped, waiting or not, and the next is served', async () => {
    const news: EngineNews[] = []
    const ask = (_: Question, signal: AbortSignal) =>
      new Promise<Answer>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
    const questions = createQuestions(ask, it => news.push(it))
    questions.ask(question('a'))
    questions.ask(question('b'))
    questions.cancel('b' as QuestionId)
    await settled()
    questions.cancel('a' as QuestionId)
    questions.cancel('none' as QuestionId)
    await settled()
    expect(news).toMatchObject(['a', 'b'].map(id => ({ id, answer: { ok: false, fault: { code: 'stopped' } } })))
  })
})

it('a graph in turns: a question beside a run waits for one pass of it, and a failed pass holds up none', async () => {
  const order: string[] = []
  let running = 0
  const graph: Graph = {
    async run({ length: name }) {
      expect(++running).toBe(1)
      await settled()
      running--
      order.push(name as unknown as string)
      if ((name as unknown as string) === 'bad') throw new Error('bad')
      return {} as Readings
    },
    dispose: () => Promise.resolve(),
  }
  const turns = inTurns(graph)
  const run = (name: string) => turns.run({ length: name } as unknown as Pass)
  const many = async (name: string, count: number) => {
    for (let i = 0; i < count; i++) await run(`${name}${i}`)
  }
  const failed = run('bad')
  await Promise.all([expect(failed).rejects.toThrow('bad'), many('run', 6), many('ask', 2)])
  expect(order.indexOf('ask0')).toBeLessThanOrEqual(2)
  expect(order.indexOf('ask1') - order.indexOf('ask0')).toBeLessThanOrEqual(2)
})
