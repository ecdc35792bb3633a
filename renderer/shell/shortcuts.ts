import { useEffect, useRef } from 'react'
import { matches } from './chord.ts'
import type { Command } from './commands.ts'

/** The command that a key press asks for and that can be done now. */
export function commandFor(commands: readonly Command[], press: KeyboardEvent, mac: boolean): Command | null {
  // While an input method composes, keys belong to it.
  if (press.isComposing || isOwned(press)) return null
  const fits = (it: Command) => it.chord !== undefined && it.typed !== true && matches(it.chord, press, mac)
  return commands.find(it => fits(it) && (it.when?.() ?? true)) ?? null
}

/** Obeys what the application's menu is asked for, where it can be done now and no dialog is open. */
export function useMenu(
  commands: readonly Command[],
  listen: (listener: (command: string) => void) => () => void,
): void {
  const latest = useRef(commands)
  latest.current = commands
  useEffect(
    () =>
      listen(id => {
        const command = latest.current.find(it => it.id === id)
        if (command && (command.when?.() ?? true) && !document.querySelector('dialog[open]')) command.run()
      }),
    [listen],
  )
}

/** A dialog has all keys to itself, and a field that is typed in has Escape. */
function isOwned({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('dialog') !== null) return true
  return key === 'Escape' && (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
}

/**
 * Obeys the chords of `commands` anywhere in the window. It listens before the editor does: ProseMirror takes Enter and
 * Escape for used up whatever is held with them.
 */
export function useShortcuts(commands: readonly Command[], mac: boolean): void {
  const latest = useRef(commands)
  latest.current = commands
  useEffect(() => {
    const onKeyDown = (press: KeyboardEvent) => {
      const command = commandFor(latest.current, press, mac)
      if (!command) return
      press.preventDefault()
      press.stopPropagation()
      command.run()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [mac])
}
