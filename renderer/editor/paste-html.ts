import { fitText } from './paste-text.ts'

/** What a paste or a drop held that a document cannot keep. */
export type CleanHtml = Readonly<{ html: string; pictures: number }>

/** Elements that bring nothing a document can keep, and whose text is not the writer's. */
const dropped = 'style, script, noscript, meta, link, title, template, iframe, object, embed, svg, math, button, select'
const pictures = 'img, video, audio, canvas'
/** Marks the lists made here; ProseMirror does not keep it. */
const ours = 'data-from-word'

/**
 * HTML as Word, Google Docs and browsers copy it, made plain: pictures counted and taken out, Word's typed list marks
 * made lists, the wrappers and line breaks that Docs puts around paragraphs removed. What remains is still foreign;
 * ProseMirror keeps of it what the schema knows. It is parsed in an inert document: nothing in it is loaded or run.
 */
export function cleanHtml(html: string): CleanHtml {
  const { body } = new DOMParser().parseFromString(fitText(html), 'text/html')
  const held = body.querySelectorAll(pictures)
  body.querySelectorAll(dropped).forEach(element => element.remove())
  held.forEach(element => element.remove())
  removeComments(body)
  unwrapDocs(body)
  listsFromWord(body)
  return { html: body.innerHTML, pictures: held.length }
}

/** Word hides markup for old browsers in comments, and the marks of its lists beside them. */
function removeComments(body: HTMLElement): void {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const comments: Node[] = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  for (const comment of comments) comment.parentNode?.removeChild(comment)
}

/** Docs wraps all it copies in a `b` that is not bold, and puts a `br` between paragraphs. */
function unwrapDocs(body: HTMLElement): void {
  for (const wrapper of body.querySelectorAll('b[id^="docs-internal-guid"]')) wrapper.replaceWith(...wrapper.childNodes)
  if (!body.querySelector(':scope > :is(p, ul, ol, h1, h2, h3, h4, h5, h6, blockquote)')) return
  for (const lineBreak of body.querySelectorAll(':scope > br')) lineBreak.remove()
}

/** Word copies a list as paragraphs that begin with a typed mark; each run of them becomes one list. */
function listsFromWord(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll('p')) {
    if (!/mso-list:/i.test(paragraph.getAttribute('style') ?? '')) continue
    const list = listBefore(paragraph, /^[\s(]*[\p{L}\p{N}]{1,4}[.)]/u.test(takeMark(paragraph)) ? 'OL' : 'UL')
    const item = paragraph.ownerDocument.createElement('li')
    item.append(paragraph)
    list.append(item)
  }
}

/** The list just before `paragraph` if it is one of ours and of that kind; otherwise a new one, put there. */
function listBefore(paragraph: HTMLElement, tag: string): Element {
  const before = paragraph.previousElementSibling
  if (before?.tagName === tag && before.hasAttribute(ours)) return before
  const list = paragraph.ownerDocument.createElement(tag)
  list.setAttribute(ours, '')
  paragraph.before(list)
  return list
}

/** Takes the typed mark from a list paragraph and returns its text. */
function takeMark(paragraph: HTMLElement): string {
  const marks = [...paragraph.querySelectorAll<HTMLElement>('span')].filter(span =>
    /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
  )
  const text = marks.map(mark => mark.textContent).join('')
  for (const mark of marks) mark.remove()
  return text
}
