import { isKeptAddress } from '../contract/address.ts'
import { isOriginKind } from '../contract/origin.ts'
import { withoutGaps } from './gaps.ts'
import {
  footnote,
  HARD_BREAK,
  heading,
  hrefOf,
  isInline,
  languageOf,
  levelOf,
  noteOf,
  paragraph,
  parent,
  SCENE_BREAK,
  startOf,
  text,
  textOf,
} from './rich-text.ts'
import type { Mark, RichDoc, RichNode } from './rich-text.ts'

/** What no text may hold: lone surrogates, NUL and the other control characters, but for tab and line break. */
const unfit = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/gu
/** Marks that other programs know. Regions and locks are the studio's own and leave with no trace, as gaps do. */
const marks = new Set(['bold', 'italic', 'strike', 'code', 'link', 'highlight'])
/** The deepest heading that a document holds. */
export const HEADING_MAX = 3

/**
 * Any content as a document that the editor's schema takes: nodes it does not know give way to what is in them, marks it
 * does not know go, lists hold items, items begin with a paragraph, neighbouring texts with the same marks are one.
 * Headings deeper than `deepest` are raised to it. Whose words they are stays only with `origins`.
 */
export function fit(
  doc: Readonly<{ content?: readonly unknown[] }>,
  { deepest = HEADING_MAX, origins = false }: Partial<Fitting> = {},
): RichDoc {
  const content = withoutGaps((doc.content ?? []) as readonly RichNode[])
  return { type: 'doc', content: filled(blocks(content, { deepest, origins })) }
}

type Fitting = Readonly<{ deepest: number; origins: boolean }>

function blocks(nodes: readonly RichNode[], fitting: Fitting): RichNode[] {
  const done: RichNode[] = []
  let loose: RichNode[] = []
  const close = () => {
    if (loose.length > 0) done.push(paragraph(...inline(loose, fitting)))
    loose = []
  }
  for (const node of nodes) {
    if (isInline(node)) loose.push(node)
    else {
      close()
      done.push(...block(node, fitting))
    }
  }
  close()
  return done
}

function block(node: RichNode, fitting: Fitting): RichNode[] {
  const children = node.content ?? []
  switch (node.type) {
    case 'paragraph':
      return [paragraph(...inline(children, fitting))]
    case 'heading':
      return [heading(Math.min(Math.max(1, Math.trunc(levelOf(node))), fitting.deepest), inline(children, fitting))]
    case 'codeBlock':
      return [codeBlock(node, fitting)]
    case 'horizontalRule':
      return [SCENE_BREAK]
    case 'blockquote':
      return [parent('blockquote', filled(blocks(children, fitting)))]
    case 'bulletList':
      return items(children, fitting).map(content => parent('bulletList', content))
    case 'orderedList': {
      const attrs = startOf(node) === 1 ? {} : { attrs: { start: startOf(node) } }
      return items(children, fitting).map(content => ({ ...parent('orderedList', content), ...attrs }))
    }
    default:
      return blocks(children, fitting)
  }
}

/** The items of a list as its content; none for a list without items. */
function items(children: readonly RichNode[], fitting: Fitting): RichNode[][] {
  const made = children.map(child => {
    const content = blocks(child.type === 'listItem' ? (child.content ?? []) : [child], fitting)
    return parent('listItem', content[0]?.type === 'paragraph' ? content : [paragraph(), ...content])
  })
  return made.length > 0 ? [made] : []
}

function codeBlock(node: RichNode, { origins }: Fitting): RichNode {
  const lines = (node.content ?? []).map(child => ({ ...child, text: codeText(child) }))
  const code = origins
    ? lines.flatMap(line => text(fitText(line.text), originMarks(line)))
    : text(fitText(lines.map(line => line.text).join('')))
  const language = languageOf(node)
  return { ...parent('codeBlock', code), ...(language ? { attrs: { language } } : {}) }
}

/** Code holds text alone: what a footnote says stands in brackets. */
function codeText(node: RichNode): string {
  return node.type === 'footnote' ? `[${noteOf(node)}]` : textOf(node)
}

function inline(nodes: readonly RichNode[], { origins }: Fitting): RichNode[] {
  const done: RichNode[] = []
  for (const node of nodes) {
    const kept = [...keptMarks(node), ...(origins ? originMarks(node) : [])]
    const words = fitText(node.text ?? '').replaceAll('\n', ' ')
    const last = done.at(-1)
    if (node.type === 'footnote') done.push(footnote(fitText(noteOf(node))))
    else if (node.type !== 'text') done.push(kept.length > 0 ? { ...HARD_BREAK, marks: kept } : HARD_BREAK)
    else if (last?.type === 'text' && sameMarks(last.marks ?? [], kept))
      done.splice(-1, 1, ...text((last.text ?? '') + words, kept))
    else done.push(...text(words, kept))
  }
  return done
}

/** In a fixed order; code stands alone, as in the editor. */
function keptMarks(node: RichNode): Mark[] {
  const known = (node.marks ?? []).filter(mark => marks.has(mark.type))
  const code = known.filter(mark => mark.type === 'code')
  if (code.length > 0 && node.type === 'text') return [{ type: 'code' }]
  return known.flatMap(mark => (mark.type === 'link' ? link(mark) : mark.type === 'code' ? [] : [{ type: mark.type }]))
}

/** The kind alone: runs and days are the library's. */
function originMarks({ marks = [] }: RichNode): Mark[] {
  const kind = marks.find(mark => mark.type === 'origin')?.attrs?.['kind']
  return isOriginKind(kind) ? [{ type: 'origin', attrs: { kind } }] : []
}

function link(mark: Mark): Mark[] {
  const href = hrefOf(mark)
  const title = mark.attrs?.['title']
  if (!isKeptAddress(href)) return []
  return [{ type: 'link', attrs: typeof title === 'string' && title !== '' ? { href, title } : { href } }]
}

export function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every(mark => b.some(other => sameMark(mark, other)))
}

export function sameMark(a: Mark, b: Mark): boolean {
  return a.type === b.type && ['href', 'title', 'kind'].every(name => a.attrs?.[name] === b.attrs?.[name])
}

function filled(content: RichNode[]): RichNode[] {
  return content.length > 0 ? content : [paragraph()]
}

/** `words` without characters that could not be kept, its line breaks all `\n`. */
export function fitText(words: string): string {
  return words
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(unfit, '')
}
