import { KeysDialog } from '../panels/KeysDialog.tsx'
import type { Asked } from '../panels/KeysDialog.tsx'
import { conflictOf, withKey } from './bindings.ts'
import type { BoundCommand } from './bindings.ts'
import { chordLabel, chordOf, chordText } from './chord.ts'
import type { Chord } from './chord.ts'
import type { ChosenKeys } from './bindings.ts'

type KeysOfProps = Readonly<{
  commands: readonly BoundCommand[]
  chosen: ChosenKeys
  mac: boolean
  onChange: (chosen: ChosenKeys) => void
  onClose: () => void
}>

/** The list of keys, with what the writer chose. */
export function KeysOf({ commands, chosen, mac, onChange, onClose }: KeysOfProps) {
  const give = (id: string, chord: Chord | null) => onChange(withKey(commands, chosen, id, chord))
  const ask = (id: string, chord: Chord | null): Asked => {
    const conflict = chord === null ? null : conflictOf(commands, id, chord, mac)
    if (conflict === null) {
      give(id, chord)
      return { kind: 'given' }
    }
    if (conflict.kind === 'never') return { kind: 'refused', sentence: conflict.sentence, offer: null }
    const sentence = `${chordLabel(chord ?? '', mac)} is the key of “${conflict.title}”, which would have none then.`
    return { kind: 'refused', sentence, offer: () => give(id, chord) }
  }
  return (
    <KeysDialog
      rows={commands.map(({ id, title, group, chord, usual, fixed }) => ({
        ...{ id, title, group },
        keys: chordText(chord, mac),
        changed: (chord ?? null) !== usual,
        fixed: fixed === true,
      }))}
      onPress={(id, press) => {
        const chord = chordOf(press, mac)
        return chord === null ? { kind: 'incomplete' } : ask(id, chord)
      }}
      onNone={id => give(id, null)}
      onReset={id => ask(id, commands.find(it => it.id === id)?.usual ?? null)}
      onResetAll={() => onChange({})}
      onClose={onClose}
    />
  )
}
