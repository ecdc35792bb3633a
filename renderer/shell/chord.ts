/**
 * A key with its modifiers, as in `Mod+Shift+K`, `Alt+]`, `F6`. `Mod` is Cmd on a Mac and Ctrl elsewhere. The last part
 * is a character or a name that `KeyboardEvent.key` uses (`Enter`, `Escape`, `F6`, `PageDown`).
 */
export type Chord = string

type Parts = Readonly<{ mod: boolean; alt: boolean; shift: boolean; key: string }>

/** The part of `KeyboardEvent` that a chord is told by. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Where characters lie on the keyboard: Alt and other layouts change the character, not the place. */
const places: Readonly<Record<string, string>> = { '[': 'BracketLeft', ']': 'BracketRight', '\\': 'Backslash' }

function partsOf(chord: Chord): Parts {
  const parts = chord.split('+')
  return {
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: parts.at(-1) ?? '',
  }
}

export function matches(chord: Chord, press: KeyPress, mac: boolean): boolean {
  const { mod, alt, shift, key } = partsOf(chord)
  const held = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  if (held !== mod || other || press.altKey !== alt || press.shiftKey !== shift) return false
  return press.key.toLowerCase() === key.toLowerCase() || press.code === placeOf(key)
}

function placeOf(key: string): string {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`
  if (/^\d$/.test(key)) return `Digit${key}`
  return places[key] ?? key
}

const names: Readonly<Record<string, string>> = {
  Enter: '⏎',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
}

/** A chord as it is shown: `Ctrl Shift K`, or `⌘⇧K` on a Mac. */
export function chordLabel(chord: Chord, mac: boolean): string {
  const { mod, alt, shift, key } = partsOf(chord)
  const name = names[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  if (mac) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`
  return [...(mod ? ['Ctrl'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), name].join(' ')
}
