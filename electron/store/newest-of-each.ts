/** Of items that stand newest first, the first of each period, such as of each day. */
export function newestOfEach<T>(newestFirst: readonly T[], period: (item: T) => string): T[] {
  return newestFirst.filter((item, i) => i === 0 || period(item) !== period(newestFirst[i - 1]!))
}
