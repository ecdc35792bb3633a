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
  return `${file} does not say how its letters are written; it was read as ${encoding}.`
}
