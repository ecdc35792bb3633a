/** Tells what of a kind is at hand in one editor, whenever that changes; `end` when the editor goes. */
export type Teller<T> = Readonly<{ told: () => T | null; tell: (now: T | null) => void; end: () => void }>

/**
 * Makes the tellers of editors that come and go. `partsOf`: what of it is compared. An editor may go after the next one
 * has come, and takes back only what it told itself.
 */
export function tellersOf<T>(onTell: (now: T | null) => void, partsOf: (it: T) => readonly unknown[]) {
  let last: Teller<T> | null = null
  const isSame = (a: T | null, b: T | null) => {
    if (a === null || b === null) return a === b
    const parts = partsOf(b)
    return partsOf(a).every((part, i) => part === parts[i])
  }
  return (): Teller<T> => {
    let told: T | null = null
    const tell = (now: T | null) => {
      if (isSame(told, now)) return
      told = now
      last = teller
      onTell(now)
    }
    const teller: Teller<T> = { tell, told: () => told, end: () => last === teller && tell(null) }
    return teller
  }
}
