export type Parting = ReturnType<typeof createParting>

/** What is to be kept before the window goes. */
export function createParting() {
  const acts = new Set<() => Promise<boolean>>()

  /** `act` resolves to whether all is kept. Returns what takes it back. */
  function before(act: () => Promise<boolean>): () => void {
    acts.add(act)
    return () => acts.delete(act)
  }

  /** Resolves to whether all is kept. */
  async function part(): Promise<boolean> {
    return (await Promise.all([...acts].map(act => act()))).every(Boolean)
  }

  return { before, part }
}
