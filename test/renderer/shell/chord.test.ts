import { describe, expect, it } from 'vitest'
import { chordLabel, matches } from '../../../renderer/shell/chord.ts'
import type { KeyPress } from '../../../renderer/shell/chord.ts'

function press(key: string, held = '', code = ''): KeyPress {
  const has = (name: string) => held.includes(name)
  return { key, code, ctrlKey: has('ctrl'), metaKey: has('meta'), altKey: has('alt'), shiftKey: has('shift') }
}

describe('matches', () => {
  function fits(chord: string, pressed: KeyPress, fit: boolean, mac = false) {
    it(`${chord} ${fit ? 'is' : 'is not'} ${pressed.key} ${pressed.code} ${mac ? 'on a Mac' : ''}`, () =>
      expect(matches(chord, pressed, mac)).toBe(fit))
  }
  fits('Mod+K', press('k', 'ctrl'), true)
  fits('Mod+K', press('K', 'ctrl'), true)
  fits('Mod+K', press('k', 'meta'), false)
  fits('Mod+K', press('k', 'meta'), true, true)
  fits('Mod+K', press('k', 'ctrl'), false, true)
  fits('Mod+K', press('k', 'ctrl meta'), false)
  fits('Mod+K', press('k', 'ctrl shift'), false)
  fits('Mod+K', press('л', 'ctrl', 'KeyK'), true)
  fits('Alt+]', press(']', 'alt'), true)
  fits('Alt+]', press('‘', 'alt', 'BracketRight'), true, true)
  fits('Mod+Shift+\\', press('|', 'ctrl shift', 'Backslash'), true)
  fits('F6', press('F6'), true)
  fits('F6', press('F6', 'shift'), false)
  fits('Escape', press('Escape'), true)
  fits('Mod+Enter', press('Enter', 'ctrl'), true)
})

it('is shown as keyboards name it', () => {
  expect(['Mod+Shift+K', 'Mod+Enter', 'Alt+]', 'F11'].map(chord => chordLabel(chord, false))).toEqual([
    'Ctrl Shift K',
    'Ctrl ⏎',
    'Alt ]',
    'F11',
  ])
  expect(['Mod+Shift+K', 'Alt+]'].map(chord => chordLabel(chord, true))).toEqual(['⇧⌘K', '⌥]'])
})
