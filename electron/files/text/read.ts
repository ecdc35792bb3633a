import { isSceneBreak } from '../breaks.ts'
import { fit, fitText } from '../fit.ts'
import { HARD_BREAK, paragraph, SCENE_BREAK, text } from '../rich-text.ts'
import type { RichDoc, RichNode } from '../rich-text.ts'

/**
 * Plain text as a document. Blank lines part paragraphs; in a text without any each line is a paragraph. Where lines were
 * broken at a fixed width they are joined; other line breaks inside a paragraph are kept (a verse, an address).
 */
export function docFromText(source: string): RichDoc {
  const body = fitText(source)
    .replaceAll('\f', '\n\n')
    .replace(/^\n+|\n+$/g, '')
  const parted = /\n[ \t]*\n/.test(body)
  const parts = parted ? body.split(/\n(?:[ \t]*\n)+/) : body.split('\n')
  const wrapped = parted && isWrapped(parts)
  return fit({ content: parts.map(part => block(part, wrapped)) })
}

function block(part: string, wrapped: boolean): RichNode {
  if (isSceneBreak(part)) return SCENE_BREAK
  const lines = part.split('\n').map(line => line.trim())
  if (wrapped) return paragraph(...text(lines.join(' ')))
  return paragraph(...lines.flatMap((line, at) => [...(at > 0 ? [HARD_BREAK] : []), ...text(line)]))
}

/** Whether the longest lines all end near one width, and a next word would have gone beyond it: 60 to 90 characters. */
function isWrapped(parts: readonly string[]): boolean {
  const lines = parts.flatMap(part =>
    part
      .split('\n')
      .slice(0, -1)
      .map((line, at) => [line, part.split('\n')[at + 1] ?? '']),
  )
  const width = Math.max(0, ...parts.flatMap(part => part.split('\n').map(line => line.length)))
  if (lines.length < 3 || width < 50 || width > 100) return false
  const full = lines.filter(
    ([line = '', next = '']) => line.length + 1 + (/^\S*/.exec(next.trimStart())?.[0].length ?? 0) > width,
  )
  return full.length >= lines.length * 0.8
}
