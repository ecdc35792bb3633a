/** Marks that are set in several ways, and the plain one of each. */
const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  ς: 'σ',
}

/**
 * A text as words are compared: without case, accents and soft hyphens, quotation marks straight, dashes short, white
 * space single. `trim` false leaves white space at the ends. Of two texts one after the other it is theirs one after the
 * other, but for white space that meets.
 */
export function plainForm(text: string, trim = true): string {
  const form = text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\u00ad\u200b-\u200d]/gu, '')
    .replace(/[‘’ʼ“”‐‑–—ς]/g, char => PLAIN[char]!)
    .replace(/\s+/g, ' ')
  return trim ? form.trim() : form
}

/** Where `form` stands in `text` as words of its own, not as a part of longer ones. Both are plain. */
export function placesOf(text: string, form: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    if (!isInsideWord(text, at) && !isInsideWord(text, at + form.length)) found.push(at)
  }
  return found
}

function isInsideWord(text: string, at: number): boolean {
  return /[\p{L}\p{N}]$/u.test(text.slice(0, at)) && /^[\p{L}\p{N}]/u.test(text.slice(at))
}
