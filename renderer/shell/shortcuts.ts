import { useEffect, useRef } from 'react'
import { matches } from './chord.ts'
import type { Command } from './commands.ts'

/** The command that a key press asks for and that can be done now. */
export function commandFor(commands: readonly Command[], press: KeyboardEvent, mac: boolean): Command | null {
  // While an input method composes, keys belong to it.
  if (press.isComposing) return null
  const fits = (it: Command) => it.chord !== undefined && it.typed !== true && matches(it.chord, press, mac)
  return commands.find(it => fits(it) && (it.when?.() ?? true)) ?? null
}

/** Obeys the chords of `commands` anywhere in the window, after the editor had its turn. */
export function useShortcuts(commands: readonly Command[], mac: boolean): void {
  const latest = useRef(commands)
  latest.current = commands
  useEffect(() => {
    const onKeyDown = (press: KeyboardEvent) => {
      if (press.defaultPrevented) return
      const command = commandFor(latest.current, press, mac)
      if (!command) return
      press.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [mac])
}
