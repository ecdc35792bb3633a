/**
 * The starter was trained on text with straight quotation marks, so the model reads those, and what it writes into a
 * text with typographic ones is set in that text's style again.
 */

const PLAIN: Readonly<Record<string, string>> = { '‘': "'", '’': "'", '“': '"', '”': '"', '\u00a0': ' ', '\u202f': ' ' }

/** The text as the model reads it: straight quotation marks, ordinary spaces, whole characters only. */
export function toPlain(text: string): string {
  return text.toWellFormed().replace(/[‘’“”\u00a0\u202f]/g, char => PLAIN[char]!)
}

/** Whether a text's quotation marks are typographic: it has some, and more of them than straight ones. */
export function isTypographic(text: string): boolean {
  const curly = text.match(/[‘’“”]/g)?.length ?? 0
  return curly > 0 && curly >= (text.match(/["']/g)?.length ?? 0)
}

/** Straight quotation marks of `text` made typographic, one for one; `before` is what stands before it. */
export function toTypographic(text: string, before: string): string {
  let previous = before.at(-1) ?? ''
  return Array.from(text, char => {
    const opens = previous === '' || /[\s([{—–“‘-]/u.test(previous)
    const set = char === '"' ? (opens ? '“' : '”') : char === "'" ? (opens ? '‘' : '’') : char
    previous = set
    return set
  }).join('')
}
