/**
 * A key with its modifiers, as in `Mod+Shift+K`, `Alt+]`, `F6`. `Mod` is Cmd on a Mac and Ctrl elsewhere. The last part
 * is a character or a name that `KeyboardEvent.key` uses (`Enter`, `Escape`, `F6`, `PageDown`).
 */
export type Chord = string

type Parts = Readonly<{ mod: boolean; alt: boolean; shift: boolean; key: string }>

/** The part of `KeyboardEvent` that a chord is told by. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Where characters lie on the keyboard: Alt and other layouts change the character, not the place. */
const places: Readonly<Record<string, string>> = {
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '\\': 'Backslash',
  '/': 'Slash',
  '.': 'Period',
  ',': 'Comma',
  ';': 'Semicolon',
  "'": 'Quote',
  '`': 'Backquote',
  '-': 'Minus',
  '=': 'Equal',
  Space: 'Space',
}

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
  // A key that writes a plain letter or digit is that one, wherever it lies; all else is told by its place too.
  if (isPlain(press.key)) return press.key.toLowerCase() === key.toLowerCase()
  return press.key.toLowerCase() === key.toLowerCase() || press.code === placeOf(key)
}

const isPlain = (key: string) => /^[a-z\d]$/i.test(key)

const modifiers = new Set([
  'Control',
  'Meta',
  'Alt',
  'Shift',
  'AltGraph',
  'CapsLock',
  'Dead',
  'Process',
  'Unidentified',
])

/** The chord that a press is, as `matches` reads it; null for a modifier alone, or held with what no chord has. */
export function chordOf(press: KeyPress, mac: boolean): Chord | null {
  const { key, code, altKey, shiftKey } = press
  const mod = mac ? press.metaKey : press.ctrlKey
  if (modifiers.has(key) || (mac ? press.ctrlKey : press.metaKey)) return null
  const name = isPlain(key) || key.length > 1 ? key : (nameAt(code) ?? key)
  const held = [...(mod ? ['Mod'] : []), ...(altKey ? ['Alt'] : []), ...(shiftKey ? ['Shift'] : [])]
  return [...held, name.length === 1 ? name.toUpperCase() : name].join('+')
}

/** What lies at a place of the keyboard, as chords name it. */
function nameAt(code: string): string | null {
  const plain = /^(?:Key|Digit)(.)$/.exec(code)?.[1]
  return plain ?? Object.keys(places).find(key => places[key] === code) ?? null
}

function placeOf(key: string): string {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`
  if (/^\d$/.test(key)) return `Digit${key}`
  return places[key] ?? key
}

const names: Readonly<Record<string, string>> = {
  Enter: '⏎',
  Backspace: '⌫',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
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

/** As `chordLabel`; empty for no chord. */
export function chordText(chord: Chord | undefined, mac: boolean): string {
  return chord === undefined ? '' : chordLabel(chord, mac)
}
