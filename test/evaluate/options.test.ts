import { expect, it } from 'vitest'
import { UsageError, parseOptions } from './options.ts'

const settings = (...args: string[]) => {
  const options = parseOptions(args)
  if (options === 'help') throw new Error('asked for help')
  return options.settings.map(
    ({ sampler, care, temperature, length }) => `${sampler} ${care} ${temperature} ${length.kind}`,
  )
}

it('changes one thing at a time, for every sampler', () =>
  expect(
    settings('--sampler', 'forward,entropy', '--care', 'quick,careful', '--temperature', '0.5,1', '--length', 'auto'),
  ).toEqual([
    'forward quick 0.5 auto',
    'forward careful 0.5 auto',
    'forward quick 1 auto',
    'entropy quick 0.5 auto',
    'entropy careful 0.5 auto',
    'entropy quick 1 auto',
  ]))
it('sweeps windows and gammas only where they are heeded', () => {
  const options = parseOptions([
    '--window',
    '8,4',
    '--gamma',
    '0.3,1',
    '--care',
    'quick',
    '--temperature',
    '0.7',
    '--length',
    'same',
    '--sampler',
    'forward,left-to-right,entropy',
  ])
  if (options === 'help') throw new Error('asked for help')
  expect(options.settings.map(({ sampler, window, gamma }) => `${sampler} ${window} ${gamma}`)).toEqual([
    'forward 8 0.3',
    'left-to-right 8 0.3',
    'left-to-right 4 0.3',
    'entropy 8 0.3',
    'entropy 4 0.3',
    'entropy 8 1',
  ])
})
function refuses(...args: string[]) {
  it(`refuses ${args.join(' ')}`, () => expect(() => parseOptions(args)).toThrow(UsageError))
}
refuses('--sampler', 'backward')
refuses('--temperature', '2')
refuses('--temperature', '0.5,')
refuses('--n', '0')
refuses('--n', '1.5')
refuses('--seed', '-1')
refuses('--windows', '8')
refuses('--window', '0')
refuses('--set', 'novels')
