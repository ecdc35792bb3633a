import { useEffect, useRef, useState } from 'react'
import dialog from '../theme/Dialog.module.css'
import css from '../theme/Keys.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { CloseIcon, RestoreIcon } from './icons.tsx'
import { IconButton } from './IconButton.tsx'

/** A command as the list of keys shows it. */
export type KeyRow = Readonly<{
  id: string
  title: string
  group: string
  /** Its key as it is shown; empty for none. */
  keys: string
  /** It has another key than the studio gives it. */
  changed: boolean
  /** Its key cannot be changed. */
  fixed: boolean
}>

/** What became of a key that was pressed for a command. `offer` gives it to the command all the same. */
export type Asked =
  | Readonly<{ kind: 'given' }>
  | Readonly<{ kind: 'incomplete' }>
  | Readonly<{ kind: 'refused'; sentence: string; offer: (() => void) | null }>

type KeysDialogProps = Readonly<{
  rows: readonly KeyRow[]
  /** Gives a pressed key to a command, where nothing stands against that. */
  onPress: (id: string, press: KeyboardEvent) => Asked
  onNone: (id: string) => void
  /** Puts one command's key back; where another command has it by now, asks. */
  onReset: (id: string) => Asked
  onResetAll: () => void
  onClose: () => void
}>

type Trouble = Readonly<{ id: string; sentence: string; offer: (() => void) | null }>

/** Every command with its key, which can be changed by pressing another. */
export function KeysDialog({ rows, onPress, onNone, onReset, onResetAll, onClose }: KeysDialogProps) {
  const [sought, setSought] = useState('')
  const [pressing, setPressing] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const shown = rows.filter(row => isSought(row, sought))
  const groups = [...new Set(shown.map(({ group }) => group))]

  const settle = (id: string, asked: Asked) => {
    if (asked.kind === 'incomplete') return
    setPressing(null)
    setTrouble(asked.kind === 'refused' ? { id, sentence: asked.sentence, offer: asked.offer } : null)
  }
  usePress(pressing, press => {
    if (pressing === null) return
    if (press.key === 'Escape') setPressing(null)
    else settle(pressing, onPress(pressing, press))
  })

  return (
    <Dialog title="Keys" place="wide" onClose={onClose}>
      <input
        data-focus
        type="search"
        className={`${dialog.input} ${css.search}`}
        aria-label="Find a command or a key"
        placeholder="A command or a key: fill, Ctrl K"
        value={sought}
        onChange={event => setSought(event.target.value)}
      />
      <div className={css.list} tabIndex={0} role="group" aria-label="Commands and their keys">
        {groups.map(group => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <ul>
              {shown
                .filter(row => row.group === group)
                .map(row => (
                  <li key={row.id}>
                    <Row
                      row={row}
                      pressing={pressing === row.id}
                      onPressing={on => {
                        setPressing(on ? row.id : null)
                        setTrouble(null)
                      }}
                      onNone={() => {
                        onNone(row.id)
                        setTrouble(null)
                      }}
                      onReset={() => settle(row.id, onReset(row.id))}
                    />
                    {trouble?.id === row.id && <Refusal trouble={trouble} onLeave={() => setTrouble(null)} />}
                  </li>
                ))}
            </ul>
          </section>
        ))}
        {shown.length === 0 && <p className={dialog.note}>No command has that name or key.</p>}
      </div>
      <DialogButtons>
        <button
          type="button"
          disabled={!rows.some(({ changed }) => changed)}
          onClick={() => {
            onResetAll()
            setTrouble(null)
          }}
        >
          Put all keys back
        </button>
        <button type="button" data-main onClick={onClose}>
          Done
        </button>
      </DialogButtons>
    </Dialog>
  )
}

type RowProps = Readonly<{
  row: KeyRow
  pressing: boolean
  onPressing: (on: boolean) => void
  onNone: () => void
  onReset: () => void
}>

function Row({ row: { title, keys, changed, fixed }, pressing, onPressing, onNone, onReset }: RowProps) {
  return (
    <div className={css.row}>
      <span>{title}</span>
      {fixed ? (
        <kbd className={css.fixed} title="This key cannot be changed">
          {keys}
        </kbd>
      ) : (
        <>
          {changed && (
            <IconButton name={`Put the key of “${title}” back`} onClick={onReset}>
              <RestoreIcon />
            </IconButton>
          )}
          {keys !== '' && (
            <IconButton name={`Take the key off “${title}”`} onClick={onNone}>
              <CloseIcon />
            </IconButton>
          )}
          <button
            type="button"
            className={css.key}
            data-changed={changed || undefined}
            aria-label={pressing ? `Press the new key for ${title}. Escape leaves it.` : nameOf(title, keys, changed)}
            aria-pressed={pressing}
            onClick={() => onPressing(!pressing)}
            onBlur={() => pressing && onPressing(false)}
          >
            {pressing ? 'Press a key…' : keys === '' ? 'none' : keys}
          </button>
        </>
      )}
    </div>
  )
}

function nameOf(title: string, keys: string, changed: boolean): string {
  return `${title}: ${keys === '' ? 'no key' : keys}${changed ? ', changed' : ''}. Choose another key.`
}

function Refusal({ trouble: { sentence, offer }, onLeave }: { trouble: Trouble; onLeave: () => void }) {
  return (
    <div className={css.refusal} role="alert">
      <span>{sentence}</span>
      {offer !== null && (
        <button
          type="button"
          onClick={() => {
            offer()
            onLeave()
          }}
        >
          Use it here
        </button>
      )}
      <button type="button" onClick={onLeave}>
        Leave it
      </button>
    </div>
  )
}

/** While a key is asked for, the next press means that, and nothing else. */
function usePress(pressing: string | null, onKey: (press: KeyboardEvent) => void): void {
  const latest = useRef(onKey)
  latest.current = onKey
  useEffect(() => {
    if (pressing === null) return
    const take = (press: KeyboardEvent) => {
      press.preventDefault()
      press.stopPropagation()
      latest.current(press)
    }
    window.addEventListener('keydown', take, true)
    return () => window.removeEventListener('keydown', take, true)
  }, [pressing])
}

/** All words sought stand in the title, the group or the key. */
function isSought({ title, group, keys }: KeyRow, sought: string): boolean {
  const text = `${title} ${group} ${keys} ${keys.replaceAll(' ', '+')}`.toLowerCase()
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}
