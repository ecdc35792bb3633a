import type { DocJson } from '../contract/library.ts'
import { fit } from './fit.ts'
import { heading, levelOf, SCENE_BREAK, text, textOf } from './rich-text.ts'
import type { RichDoc, RichNode } from './rich-text.ts'

/** A document on its way out. `heading`: the level that its title stands at, from 1; 0 for none. */
export type Piece = Readonly<{ title: string; heading: number; doc: DocJson }>
/** What is exported, whole. `author` may be empty. `language` is BCP 47. */
export type Book = Readonly<{
  title: string
  author: string
  language: string
  titlePage: boolean
  /** Where the format can, each stretch of text shows whose words it is. */
  origins: boolean
  pieces: readonly Piece[]
}>
/** Pieces that stand under one title. Level 0: it has none. */
export type Chapter = Readonly<{ title: string; level: number; doc: RichDoc }>

/** Deeper headings than HTML and Word have become the deepest. */
const LEVEL_MAX = 6

/** With `origins`, texts keep their marks of them. A piece without a title goes on from the one before it, after a scene break; one without words then adds nothing. */
export function chaptersOf(book: Book, origins = false): Chapter[] {
  const chapters: Chapter[] = []
  for (const piece of book.pieces) {
    const doc = titled(piece, origins)
    const last = chapters.at(-1)
    if (piece.heading > 0 || !last) chapters.push({ title: piece.title, level: piece.heading, doc })
    else if (doc.content.length > 0) chapters[chapters.length - 1] = { ...last, doc: joined(last, doc) }
  }
  return chapters
}

function joined({ doc, level }: Chapter, more: RichDoc): RichDoc {
  const isBare = doc.content.length <= (level > 0 ? 1 : 0)
  return { type: 'doc', content: [...doc.content, ...(isBare ? [] : [SCENE_BREAK]), ...more.content] }
}

/** All of it in one. */
export function wholeOf(book: Book, origins = false): RichDoc {
  return { type: 'doc', content: chaptersOf(book, origins).flatMap(({ doc }) => doc.content) }
}

/**
 * The piece under its title, its own headings below that. A heading that says it already becomes the title, and a text of
 * empty lines is none.
 */
function titled({ title, heading: level, doc }: Piece, origins: boolean): RichDoc {
  const fitted = fit(doc, { origins }).content
  const content = fitted.every(node => node.type === 'paragraph' && node.content === undefined) ? [] : fitted
  if (level === 0) return { type: 'doc', content }
  const first = content[0]
  const own = first?.type === 'heading' && textOf(first).trim() === title.trim()
  const lowered = content.slice(own ? 1 : 0).map(node => lower(node, level))
  return { type: 'doc', content: [heading(level, own ? (first.content ?? []) : text(title)), ...lowered] }
}

function lower(node: RichNode, by: number): RichNode {
  if (node.type === 'heading') return heading(Math.min(LEVEL_MAX, levelOf(node) + by), node.content ?? [])
  return node.content ? { ...node, content: node.content.map(child => lower(child, by)) } : node
}
