import { useEffect, useRef } from 'react'
import type { MenuKey } from '@contract/ipc.ts'
import type { BoundCommand } from './bindings.ts'
import { matches } from './chord.ts'
import type { Command } from './commands.ts'

/** The command that a key press asks for and that can be done now. */
export function commandFor(commands: readonly BoundCommand[], press: KeyboardEvent, mac: boolean): Command | null {
  // While an input method composes, keys belong to it.
  if (press.isComposing || isOwned(press)) return null
  const fits = (it: BoundCommand) => it.chord !== undefined && isListenedFor(it, press) && matches(it.chord, press, mac)
  return commands.find(it => fits(it) && (it.when?.() ?? true)) ?? null
}

/** The editor obeys the usual keys of `typed` commands itself; others only mean them on the page. */
function isListenedFor({ typed, chord, usual }: BoundCommand, { target }: KeyboardEvent): boolean {
  return typed !== true || (chord !== usual && isOnPage(target))
}

/** Whether the editor would obey a key that the writer has taken off its command, or given to another. */
function isTakenOff(commands: readonly BoundCommand[], press: KeyboardEvent, mac: boolean): boolean {
  if (press.isComposing || !isOnPage(press.target)) return false
  const wasUsual = ({ typed, chord, usual }: BoundCommand) =>
    typed === true && usual !== null && chord !== usual && matches(usual, press, mac)
  return commands.some(wasUsual)
}

const isOnPage = (target: EventTarget | null) => target instanceof Element && target.closest('.ProseMirror') !== null

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

/** Tells the application's menu the keys of those commands that it may have. */
export function useMenuKeys(commands: readonly BoundCommand[], show: (keys: readonly MenuKey[]) => void): void {
  const keys = commands.flatMap(({ id, chord }) => (chord === undefined ? [] : [{ command: id, chord }]))
  const told = JSON.stringify(keys)
  // A string, so that commands made anew with the same keys are not told again.
  useEffect(() => show(JSON.parse(told) as typeof keys), [told, show])
}

/** What has Escape for itself: a menu, the find bar, and the binder while something is picked in it. */
const ESCAPABLE = '[role=menu], [role=tree]:has([aria-selected=true]), [data-pane=find]'

/** A dialog has all keys to itself, a field that is typed in has Escape. */
function isOwned({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('dialog') !== null) return true
  return key === 'Escape' && (isTypedIn(target) || target.closest(ESCAPABLE) !== null)
}

const isTypedIn = (target: Element) =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'range')

/**
 * Obeys the chords of `commands` anywhere in the window. It listens before the editor does: ProseMirror takes Enter and
 * Escape for used up whatever is held with them.
 */
export function useShortcuts(commands: readonly BoundCommand[], mac: boolean): void {
  const latest = useRef(commands)
  latest.current = commands
  useEffect(() => {
    const onKeyDown = (press: KeyboardEvent) => {
      const command = commandFor(latest.current, press, mac)
      if (!command && !isTakenOff(latest.current, press, mac)) return
      press.preventDefault()
      press.stopPropagation()
      if (!press.repeat || command?.once !== true) command?.run()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [mac])
}
