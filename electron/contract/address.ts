/** Links that a document keeps; anything else is plain words. */
export function isKeptAddress(address: string): boolean {
  return /^(?:https?:\/\/|mailto:)\S+$/i.test(address)
}
