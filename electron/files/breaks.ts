import { holdsAtom, SCENE_BREAK, textOf } from './rich-text.ts'
import type { RichDoc, RichNode } from './rich-text.ts'

/** What writers type alone on a line between scenes. */
export function isSceneBreak(words: string): boolean {
  return /^\s*(?:(?:[*＊]\s*){1,7}|(?:[-–—_]\s*){3,}|(?:[~•·#]\s*){1,5}|⁂|❦)\s*$/u.test(words)
}

/** Lines of asterisks and the like between paragraphs, as scene breaks: how programs without those write them. */
export function withSceneBreaks(doc: RichDoc): RichDoc {
  return { type: 'doc', content: doc.content.map(node => (isTypedBreak(node) ? SCENE_BREAK : node)) }
}

function isTypedBreak(node: RichNode): boolean {
  return node.type === 'paragraph' && isSceneBreak(textOf(node)) && !holdsAtom(node)
}
