import { chordLabel, chordText } from './chord.ts'
import type { Chord } from './chord.ts'
import type { Command } from './commands.ts'

/** Keys that the writer chose, by the id of their command; null where one was taken off. The rest have their defaults. */
export type ChosenKeys = Readonly<Record<string, Chord | null>>

/** A command with the key that it has now. */
export type BoundCommand = Command & Readonly<{ usual: Chord | null }>

/** What the system or the page itself does with a key, whatever the studio would like. */
const reserved: Readonly<Record<Chord, string>> = {
  'Mod+C': 'copies',
  'Mod+X': 'cuts',
  'Mod+V': 'pastes',
  'Mod+Shift+V': 'pastes without formatting',
  'Mod+A': 'selects all',
  'Mod+Y': 'redoes',
  'Mod+Q': 'quits the studio',
  'Mod+W': 'closes the window',
  'Mod+0': 'sets the zoom back',
  'Mod+=': 'makes everything larger',
  'Mod++': 'makes everything larger',
  'Mod+-': 'makes everything smaller',
  'Alt+F4': 'closes the window',
}

/** The keys that commands have after the writer's choice. No two commands have one key, but for those that are fixed. */
export function bound(commands: readonly Command[], chosen: ChosenKeys): BoundCommand[] {
  const own = ({ id, fixed }: Command) => (fixed === true ? undefined : chosen[id])
  const taken = new Set<Chord>()
  const keys = new Map<string, Chord>()
  const give = (id: string, chord: Chord | null | undefined) => {
    if (chord == null || taken.has(chord)) return
    taken.add(chord)
    keys.set(id, chord)
  }
  // What was chosen goes before a default that a later version brings.
  for (const command of commands) give(command.id, own(command))
  for (const command of commands)
    if (own(command) === undefined && command.fixed !== true) give(command.id, command.chord)
  return commands.map(({ chord, ...command }) => {
    const key = command.fixed === true ? chord : keys.get(command.id)
    return { ...command, usual: chord ?? null, ...(key === undefined ? {} : { chord: key }) }
  })
}

/** Who has a key that `id` would like: another command, by its title, or what lies beyond commands, as a sentence. */
export type Conflict = Readonly<{ kind: 'command'; title: string } | { kind: 'never'; sentence: string }>

/** Why `id` cannot simply have `chord`; null if it can. */
export function conflictOf(commands: readonly BoundCommand[], id: string, chord: Chord, mac: boolean): Conflict | null {
  const label = chordLabel(chord, mac)
  if (reserved[chord] !== undefined) return never(`${label} ${reserved[chord]} everywhere, so it stays with that.`)
  if (!/(?:Mod|Alt)\+./.test(chord) && !/(?:^|\+)F\d+$/.test(chord))
    return never(`${label} alone is for writing. Hold Ctrl, Cmd or Alt with it, or choose a function key.`)
  const other = commands.find(it => it.id !== id && it.chord === chord)
  if (other?.fixed === true) return never(`${label} always belongs to “${other.title}”.`)
  return other === undefined ? null : { kind: 'command', title: other.title }
}

const never = (sentence: string): Conflict => ({ kind: 'never', sentence })

/** Gives `id` a key, if it may have another. A command that had it has none from then on: ask `conflictOf` first. */
export function withKey(
  commands: readonly BoundCommand[],
  chosen: ChosenKeys,
  id: string,
  chord: Chord | null,
): ChosenKeys {
  if (commands.find(it => it.id === id)?.fixed === true) return chosen
  const others = commands.filter(it => it.id !== id && chord !== null && it.chord === chord && it.fixed !== true)
  const changed = { ...chosen, ...Object.fromEntries(others.map(it => [it.id, null])), [id]: chord }
  const usual = new Map(commands.map(it => [it.id, it.usual]))
  return Object.fromEntries(Object.entries(changed).filter(([of, key]) => !usual.has(of) || usual.get(of) !== key))
}

/** The key of a command as it is shown, empty if it has none. */
export function keyText(commands: readonly Command[], id: string, mac: boolean): string {
  const chord = commands.find(it => it.id === id)?.chord
  return chordText(chord, mac)
}
