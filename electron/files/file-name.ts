/** Names that Windows keeps for itself, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i
/** File systems take 255 bytes; a number before the name and an ending need some. */
const NAME_BYTES_MAX = 180

/** A title as the name of a file, without ending: one that every system takes. */
export function fileName(title: string): string {
  const name = shortened(title)
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|[. ]+$/g, '')
  return name === '' || reserved.test(name) ? `Untitled ${name}`.trim() : name
}

/** As many whole characters of a text, accents with their letters, as there is room for. */
function shortened(text: string): string {
  let bytes = 0
  let end = 0
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, NAME_BYTES_MAX))) {
    bytes += Buffer.byteLength(segment)
    if (bytes > NAME_BYTES_MAX) break
    end += segment.length
  }
  return text.slice(0, end)
}
