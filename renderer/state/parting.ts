export type Parting = ReturnType<typeof createParting>

/** What is to be kept before the window goes. */
export function createParting() {
  const acts = new Set<() => Promise<void>>()

  /** Returns what takes it back. */
  function before(act: () => Promise<void>): () => void {
    acts.add(act)
    return () => acts.delete(act)
  }

  async function part(): Promise<void> {
    await Promise.all([...acts].map(act => act()))
  }

  return { before, part }
}
