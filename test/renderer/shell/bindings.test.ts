import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bound, conflictOf, keyText, withKey } from '../../../renderer/shell/bindings.ts'
import type { ChosenKeys } from '../../../renderer/shell/bindings.ts'
import { chordOf, matches } from '../../../renderer/shell/chord.ts'
import type { Command } from '../../../renderer/shell/commands.ts'

const command = (id: string, chord?: string, more: Partial<Command> = {}): Command => ({
  ...{ id, title: id.toUpperCase(), group: 'View', run: () => undefined },
  ...(chord === undefined ? {} : { chord }),
  ...more,
})
const commands = [
  command('a', 'Mod+A1'),
  command('b', 'Mod+B'),
  command('c'),
  command('d', 'Alt+D', { typed: true }),
  command('e', 'Mod+E', { when: () => false }),
  command('stop', 'Escape', { fixed: true }),
  command('close', 'Escape', { fixed: true }),
]
const ids = commands.map(({ id }) => id)
const chords = ['Mod+A1', 'Mod+B', 'Mod+E', 'Alt+D', 'Mod+J', 'F7', 'Escape']
const keysOf = (chosen: ChosenKeys) => Object.fromEntries(bound(commands, chosen).map(({ id, chord }) => [id, chord]))

const anyAct = fc.oneof(
  fc.record({ id: fc.constantFrom(...ids), chord: fc.constantFrom(...chords, null), take: fc.boolean() }),
)
type Act = Readonly<{ id: string; chord: string | null; take: boolean }>

/** As the list of keys does it: a key that another command has is only taken when the writer says so. */
function press(chosen: ChosenKeys, { id, chord, take }: Act): ChosenKeys {
  const now = bound(commands, chosen)
  const conflict = chord === null ? null : conflictOf(now, id, chord, false)
  if (conflict?.kind === 'never' || (conflict !== null && !take)) return chosen
  return withKey(now, chosen, id, chord)
}

describe('whatever is pressed', () => {
  const always = (name: string, law: (acts: readonly Act[]) => void) =>
    it(name, () => fc.assert(fc.property(fc.array(anyAct, { maxLength: 12 }), law)))

  always('a chord has one command, but for those that are fixed', acts => {
    const keys = bound(commands, acts.reduce(press, {})).flatMap(({ chord, fixed }) =>
      chord === undefined || fixed === true ? [] : [chord],
    )
    expect(new Set(keys).size).toBe(keys.length)
  })
  always('only the command and the one that it takes a key from change', acts => {
    acts.reduce<ChosenKeys>((chosen, act) => {
      const before = keysOf(chosen)
      const next = press(chosen, act)
      const after = keysOf(next)
      const lost = ids.filter(id => id !== act.id && before[id] !== undefined && after[id] === undefined)
      expect(lost.filter(id => !act.take || before[id] !== act.chord)).toEqual([])
      return next
    }, {})
  })
  always('fixed keys stay, and what was chosen can be put back whole', acts => {
    const chosen = acts.reduce(press, {})
    expect([keysOf(chosen)['stop'], keysOf(chosen)['close']]).toEqual(['Escape', 'Escape'])
    expect(Object.keys(chosen).every(id => keysOf(chosen)[id] !== keysOf({})[id])).toBe(true)
  })
  it('what is chosen goes before a default of a later version, and unknown commands before nothing', () => {
    expect(keysOf({ c: 'Mod+B' })).toMatchObject({ c: 'Mod+B', b: undefined })
    expect(keysOf({ gone: 'Mod+B' })).toMatchObject({ b: 'Mod+B' })
  })
})

describe('a key that is refused', () => {
  const now = bound(commands, {})
  const refuses = (chord: string, to: unknown) =>
    it(chord, () =>
      expect(conflictOf(now, 'c', chord, false)).toEqual(to === null ? null : expect.objectContaining(to)),
    )
  refuses('Mod+J', null)
  refuses('F7', null)
  refuses('Shift+F7', null)
  refuses('Mod+B', { kind: 'command', title: 'B' })
  refuses('Mod+C', { sentence: 'Ctrl C copies everywhere, so it stays with that.' })
  refuses('X', { kind: 'never' })
  refuses('Shift+X', { kind: 'never' })
  refuses('Escape', { kind: 'never' })
})

it('is shown where it is bound', () =>
  expect(['b', 'c'].map(id => keyText(bound(commands, { c: 'F7', b: null }), id, false))).toEqual(['', 'F7']))

describe('a press', () => {
  const named = (key: string, code: string, held: string, chord: string | null) =>
    it(`${held} ${key} is ${chord ?? 'none'}`, () => {
      const has = (name: string) => held.includes(name)
      const pressed = {
        key,
        code,
        ctrlKey: has('ctrl'),
        metaKey: has('meta'),
        altKey: has('alt'),
        shiftKey: has('shift'),
      }
      expect(chordOf(pressed, false)).toBe(chord)
      if (chord !== null) expect(matches(chord, pressed, false)).toBe(true)
    })
  named('k', 'KeyK', 'ctrl', 'Mod+K')
  named('л', 'KeyK', 'ctrl', 'Mod+K')
  named('a', 'KeyQ', 'ctrl', 'Mod+A')
  named('*', 'Digit8', 'ctrl shift', 'Mod+Shift+8')
  named('/', 'Slash', 'ctrl', 'Mod+/')
  named('{', 'BracketLeft', 'alt shift', 'Alt+Shift+[')
  named('F7', 'F7', '', 'F7')
  named(' ', 'Space', 'ctrl', 'Mod+Space')
  named('PageUp', 'PageUp', 'ctrl alt', 'Mod+Alt+PageUp')
  named('Control', 'ControlLeft', 'ctrl', null)
  named('k', 'KeyK', 'meta', null)
})
