/** Of whoever waits for long work. `tell`: how far it has come, `of` 0 where nobody knows. `signal`: it is given up. */
export type Watch = Readonly<{ tell: (doing: string, done: number, of: number) => void; signal: AbortSignal }>

/** Nobody waits, and it is never given up. */
export const unwatched: Watch = { tell: () => undefined, signal: new AbortController().signal }
