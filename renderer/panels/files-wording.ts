import type { EncodingGuess, Loss, LossKind, Split } from '@contract/files.ts'
import { counted } from './wording.ts'

const splitNames: Readonly<Record<Split, Readonly<{ label: string; name: string }>>> = {
  'as-is': { label: 'As they are', name: 'A document for each part of the files' },
  'heading-1': { label: 'At headings 1', name: 'A new document at every heading of the first level' },
  'heading-2': { label: 'At headings 1, 2', name: 'A new document at every heading of the first two levels' },
  'scene-break': { label: 'At scene breaks', name: 'A new document after every scene break' },
}

export function splitText(split: Split): Readonly<{ label: string; name: string }> {
  return splitNames[split]
}

const losses: Readonly<Record<LossKind, (count: number) => string>> = {
  picture: count => `${counted(count, 'picture')} left out.`,
  table: count => `${counted(count, 'table')} made paragraphs, a line for each row.`,
  footnote: count => `${counted(count, 'note')} without formatting, as one paragraph.`,
  comment: count => `${counted(count, 'comment')} left out.`,
  underline: count => `${counted(count, 'underlined passage')} without the line.`,
  raised: count => `${counted(count, 'raised or lowered passage')} set like the rest.`,
  'deep-heading': count => `${counted(count, 'heading')} deeper than the third level raised to it.`,
  link: count => `${counted(count, 'link')} made plain words.`,
  file: count => `${counted(count, 'file')} of other kinds left out.`,
}

/** What an import could not keep, as a sentence. */
export function lossText({ kind, count }: Loss): string {
  return losses[kind](count)
}

export function guessText({ file, encoding }: EncodingGuess): string {
  const letters = lettersOf(encoding)
  return `${file} does not say how its letters are written. It was read as ${letters}: see whether they are right.`
}

/** Beginnings of the names of encodings, and what a writer calls the letters in them. */
const letterNames: readonly (readonly [RegExp, string])[] = [
  [/^(windows-1252|iso-8859-(1|9|15)$)/i, 'Western European letters'],
  [/^(windows-1250|iso-8859-2$)/i, 'Central European letters'],
  [/^(windows-1251|koi8|iso-8859-5$)/i, 'Cyrillic letters'],
  [/^(windows-1253|iso-8859-7$)/i, 'Greek letters'],
  [/^windows-1254/i, 'Turkish letters'],
  [/^(windows-1255|iso-8859-8)/i, 'Hebrew letters'],
  [/^(windows-1256|iso-8859-6$)/i, 'Arabic letters'],
  [/^(shift_jis|euc-jp|iso-2022-jp)/i, 'Japanese'],
  [/^(gb|iso-2022-cn)/i, 'simplified Chinese'],
  [/^big5/i, 'traditional Chinese'],
  [/^(euc-kr|iso-2022-kr)/i, 'Korean'],
]

function lettersOf(encoding: string): string {
  const known = letterNames.find(([begins]) => begins.test(encoding))
  return known ? `${known[1]} (${encoding})` : encoding
}
