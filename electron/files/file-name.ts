/** Names that Windows keeps for itself, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i
const NAME_CHARS_MAX = 100

/** A title as the name of a file, without ending: one that every system takes. */
export function fileName(title: string): string {
  const name = title
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|[. ]+$/g, '')
    .slice(0, NAME_CHARS_MAX)
    .trim()
  return name === '' || reserved.test(name) ? `Untitled ${name}`.trim() : name
}
