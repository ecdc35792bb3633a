import { useEffect, useRef, useState } from 'react'

/** Resolves to whether the text is kept. */
export type Keep = (text: string) => Promise<boolean>

/**
 * A text that is typed here and kept by `onKeep`: whenever `keep` is called, and when its field goes. One that could not be
 * kept is tried again the next time. A `value` that was changed elsewhere is taken over, unless something typed here is not
 * kept yet.
 */
export function useKeptText(value: string, onKeep: Keep) {
  const [typed, setTyped] = useState(value)
  /** `told`: what was kept here and has not come back as `value` yet; it can come late, when more has been typed. */
  const latest = useRef({ typed, value, kept: value, told: [] as readonly string[], onKeep })
  latest.current.onKeep = onKeep

  function type(text: string): void {
    latest.current.typed = text
    setTyped(text)
  }

  function keep(): void {
    const { typed: now, kept, told, onKeep: tell } = latest.current
    if (now === kept) return
    latest.current = { ...latest.current, kept: now, told: [...told, now] }
    void tell(now).then(isKept => isKept || takeBack(now))
  }

  function takeBack(text: string): void {
    const { told, kept, value: before } = latest.current
    latest.current.told = told.filter(it => it !== text)
    if (kept === text) latest.current.kept = before
  }

  useEffect(() => {
    const { typed: now, kept, told } = latest.current
    latest.current.value = value
    const own = told.indexOf(value)
    latest.current.told = told.slice(own + 1)
    if (own >= 0) return
    latest.current.kept = value
    if (now === kept) type(value)
  }, [value])
  useEffect(() => keep, [])

  return { typed, type, keep, putBack: () => type(latest.current.kept) }
}
