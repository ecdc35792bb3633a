/** `ids` with `id` standing at `position` (0 is first; beyond the end is last), wherever it stood before. */
export function placed<T>(ids: readonly T[], id: T, position: number): T[] {
  const others = ids.filter(other => other !== id)
  return others.toSpliced(position, 0, id)
}
