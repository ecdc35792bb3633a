import { useEffect, useRef, useState } from 'react'
import type { ChangeEvent, KeyboardEvent } from 'react'

/**
 * What a field of one line is given whose text is taken once: by Enter, and when it is left or goes. Escape gives it up,
 * which tells null.
 */
export function useTakenOnce(initial: string, onDone: (text: string | null) => void) {
  const [typed, setTyped] = useState(initial)
  const latest = useRef({ typed, onDone, isDone: false })
  latest.current.onDone = onDone

  function settle(text: string | null): void {
    if (latest.current.isDone) return
    latest.current.isDone = true
    latest.current.onDone(text)
  }
  const take = () => settle(latest.current.typed.trim())
  // A field that is taken away tells nobody that it was left.
  useEffect(() => take, [])

  return {
    value: typed,
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
      latest.current.typed = target.value
      setTyped(target.value)
    },
    onBlur: take,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return
      if (event.key === 'Enter') take()
      else if (event.key === 'Escape') settle(null)
      else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
