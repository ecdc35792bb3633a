/** Arrays one after the other, in an array that `make` gives. */
export function concatenated<T extends Float32Array | Int32Array>(
  arrays: readonly T[],
  make: (length: number) => T,
): T {
  const all = make(arrays.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const array of arrays) {
    all.set(array, at)
    at += array.length
  }
  return all
}
