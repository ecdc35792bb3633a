import { RE2JS, RE2JSException } from 're2js'
import type { CharRange } from '@contract/infill.ts'
import type { FindOptions } from '@contract/search.ts'

/** A place in a line. `groups`: what the parts of a regular expression took, the whole first; empty for plain text. */
export type Found = CharRange & Readonly<{ groups: readonly (string | null)[] }>

/** All places in a line, in order, none empty and none overlapping. A line holds no line break. */
export type Finder = (line: string) => readonly Found[]

/** A sentence that says why there is nothing to look for. */
export type Unfindable = Readonly<{ sentence: string }>

/**
 * Makes what finds. Regular expressions are RE2's: they take time linear in the text whatever they say, so that none can
 * hang the studio; for that they know neither back references nor lookaround.
 */
export function finderOf({ text, wholeWord, matchCase, pattern }: FindOptions): Finder | Unfindable {
  if (text === '') return { sentence: '' }
  const found = pattern ? patternFinder(text, matchCase) : plainFinder(text, matchCase)
  if (typeof found !== 'function') return found
  return wholeWord ? line => found(line).filter(range => isWhole(line, range)) : found
}

/** What stands in the place of `found`: for a regular expression, `$1` and the like in `template` are filled in. */
export function replacementOf(found: Found, template: string): string {
  if (found.groups.length === 0) return template
  return template.replace(/\$(?:([$&])|(\d{1,2}))/g, (all: string, sign: string | undefined, digits: string) => {
    if (sign === '$') return '$'
    const number = sign === '&' ? 0 : Number(digits)
    return number < found.groups.length ? (found.groups[number] ?? '') : all
  })
}

/** Straight quotation marks find typographic ones: few remember which they typed. */
function plainFinder(text: string, matchCase: boolean): Finder {
  const source = text
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replaceAll("'", "['‘’]")
    .replaceAll('"', '["“”„]')
  const expression = new RegExp(source, matchCase ? 'gu' : 'giu')
  return line => Array.from(line.matchAll(expression), ({ index, 0: all }) => rangeOf(index, all, []))
}

function patternFinder(text: string, matchCase: boolean): Finder | Unfindable {
  const expression = compiled(text, matchCase)
  if ('sentence' in expression) return expression
  return line => {
    const matcher = expression.matcher(line)
    const all: Found[] = []
    while (matcher.find()) {
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i))
      if (groups[0]) all.push(rangeOf(matcher.start(), groups[0], groups))
    }
    return all
  }
}

function compiled(text: string, matchCase: boolean): RE2JS | Unfindable {
  try {
    return RE2JS.compile(text, matchCase ? 0 : RE2JS.CASE_INSENSITIVE)
  } catch (error) {
    if (error instanceof RE2JSException) return { sentence: whyNot(text, error.message) }
    throw error
  }
}

/** The library's words for what is wrong, and ours for the writer. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/missing closing \)/, 'A bracket ( is never closed.'],
  [/unexpected \)/, 'A bracket ) is closed that was never opened.'],
  [/missing closing \]/, 'A bracket [ is never closed.'],
  [/invalid character class range/, 'A range in square brackets runs backwards, or is none.'],
  [/missing argument to repetition|invalid nested repetition/, 'There is nothing before a * + ? or { to repeat.'],
  [/invalid repeat/, 'A repetition is larger than 1000, or repetitions multiply to more.'],
  [/trailing backslash/, 'The last \\ stands alone: write \\\\ to find one.'],
  [/invalid escape/, 'It uses a \\ before something that has no such form here; back references are not known.'],
]

function whyNot(text: string, said: string): string {
  if (/\(\?<?[=!]/.test(text)) return 'This expression looks around itself (?= ?! ?<=), which is not possible here.'
  const reason = reasons.find(([pattern]) => pattern.test(said))?.[1] ?? `${said}.`
  return `This regular expression cannot be read. ${reason}`
}

function rangeOf(from: number, text: string, groups: readonly (string | null)[]): Found {
  return { from, to: from + text.length, groups }
}

const WORDLY = /[\p{L}\p{N}\p{M}_]/u

function isWhole(line: string, { from, to }: CharRange): boolean {
  return (
    !(isWordly(lastOf(line.slice(Math.max(0, from - 2), from))) && isWordly(firstOf(line, from))) &&
    !(isWordly(lastOf(line.slice(from, to))) && isWordly(firstOf(line, to)))
  )
}

const isWordly = (character: string) => WORDLY.test(character)
const firstOf = (text: string, at: number) => String.fromCodePoint(text.codePointAt(at) ?? 0x20)
const lastOf = (text: string) => Array.from(text).at(-1) ?? ' '
