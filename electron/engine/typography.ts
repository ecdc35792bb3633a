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

export type Typesetter = Readonly<{
  /** Takes the next piece of text as it stands. */
  keep: (text: string) => string
  /** The next piece of text, its straight quotation marks made typographic, one for one. */
  set: (text: string) => string
}>

/** Sets a text that comes piece by piece: whether a quotation mark opens or closes hangs on what stands before it. */
export function typesetter(): Typesetter {
  let previous = ''
  /** Whether a double quotation mark of this paragraph is open. */
  let open = false
  function keep(text: string): string {
    previous = text.at(-1) ?? previous
    const mark = Math.max(text.lastIndexOf('“'), text.lastIndexOf('”'), text.lastIndexOf('\n'))
    if (mark >= 0) open = text[mark] === '“'
    return text
  }
  function marked(char: string): string {
    const opens = previous === '' || /[\s([{“‘]/u.test(previous)
    const afterDash = /[—–-]/u.test(previous)
    if (char === "'") return opens || afterDash ? '‘' : '’'
    // After a dash a speech breaks off, or one begins.
    return opens || (afterDash && !open) ? '“' : '”'
  }
  const set = (text: string) =>
    /["']/.test(text) ? text.replace(/[^"']+|["']/g, part => keep(/["']/.test(part) ? marked(part) : part)) : keep(text)
  return { keep, set }
}
