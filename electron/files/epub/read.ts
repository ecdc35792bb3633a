import { posix } from 'node:path'
import { withSceneBreaks } from '../breaks.ts'
import { UnreadableFile } from '../failures.ts'
import { docFromHtml } from '../html/read.ts'
import type { Losses } from '../losses.ts'
import { holdsAtom, isBlank, textOf } from '../rich-text.ts'
import type { Part } from '../split.ts'
import { find, findAll, parseXml, textAt, textIn } from '../xml.ts'
import { unzip, utf8 } from '../zip.ts'

export type ReadEpub = Readonly<{ title: string; author: string; parts: readonly Part[] }>

/** An EPUB's text: a part for each file of its spine that holds some. Nothing outside the file is read. @throws {UnreadableFile} */
export function readEpub(bytes: Uint8Array, file: string, losses: Losses): ReadEpub {
  const entries = unzip(bytes, file, name => /\.(?:xml|opf|ncx|x?html?)$/i.test(name))
  if (entries.has('META-INF/encryption.xml') && /algorithm/i.test(utf8(entries.get('META-INF/encryption.xml'))))
    refuseLocked(utf8(entries.get('META-INF/encryption.xml')), file)
  const root = parseXml(utf8(entries.get('META-INF/container.xml')), file)
  const path = find(root, 'rootfile')?.attribs['full-path'] ?? ''
  const opf = entries.get(path)
  if (!opf) throw new UnreadableFile(`${file} is not an EPUB: it does not say where its text is.`)
  const book = parseXml(utf8(opf), file)
  const titles = titlesIn(entries, file)
  const parts = spineOf(book, path).flatMap(name => partOf(name, entries, titles, losses))
  if (parts.length === 0) throw new UnreadableFile(`${file} holds no text that can be read.`)
  return { title: textAt(book, 'dc:title'), author: textAt(book, 'dc:creator'), parts }
}

/** Fonts may be scrambled; a text that is cannot be read. */
function refuseLocked(encryption: string, file: string): void {
  if (/\.x?html?["#]/i.test(encryption))
    throw new UnreadableFile(`${file} is locked against copying (DRM), so its text cannot be read.`)
}

type Tree = ReturnType<typeof parseXml>

/** The names of the files of text, in reading order. */
function spineOf(book: Tree, opf: string): string[] {
  const items = new Map(all(book, 'item').map(item => [item.attribs['id'] ?? '', item.attribs]))
  return all(book, 'itemref').flatMap(({ attribs }) => {
    const item = items.get(attribs['idref'] ?? '')
    const isNav = /\bnav\b/.test(item?.['properties'] ?? '')
    return item?.['href'] === undefined || isNav ? [] : [entryName(opf, item['href'])]
  })
}

/** What the table of contents calls each file: of the links to one, the first. */
function titlesIn(entries: ReadonlyMap<string, Uint8Array>, file: string): Map<string, string> {
  const titles = new Map<string, string>()
  for (const [name, bytes] of entries) {
    const isNcx = name.endsWith('.ncx')
    if (!isNcx && !/epub:type="toc"/.test(utf8(bytes))) continue
    const tree = parseXml(utf8(bytes), file)
    const links = isNcx
      ? findAll(tree, 'navPoint').map(point => [find(point, 'content')?.attribs['src'], find(point, 'text')] as const)
      : findAll(tree, 'a').map(link => [link.attribs['href'], link] as const)
    for (const [href, label] of links) {
      const target = entryName(name, href ?? '')
      if (label && !titles.has(target)) titles.set(target, textIn(label).replace(/\s+/g, ' ').trim())
    }
  }
  return titles
}

function partOf(
  name: string,
  entries: ReadonlyMap<string, Uint8Array>,
  titles: ReadonlyMap<string, string>,
  losses: Losses,
): Part[] {
  const bytes = entries.get(name)
  if (!bytes) return []
  const title = titles.get(name) ?? ''
  const doc = withSceneBreaks(docFromHtml(utf8(bytes), losses, { xhtml: true }))
  if (doc.content.every(isBlank)) return []
  const first = doc.content[0]
  // The part's title says it already.
  if (first?.type === 'heading' && textOf(first).trim() === title && !holdsAtom(first) && doc.content.length > 1)
    return [{ title, doc: { ...doc, content: doc.content.slice(1) } }]
  return [{ title, doc }]
}

function all(tree: Tree, name: string) {
  return [...findAll(tree, name), ...findAll(tree, `opf:${name}`)]
}

/** A reference in a file of the archive as the name of another. */
function entryName(from: string, href: string): string {
  return posix.normalize(posix.join(posix.dirname(from), decodedUri(href.replace(/#.*$/, ''))))
}

function decodedUri(uri: string): string {
  try {
    return decodeURIComponent(uri)
  } catch (error) {
    if (error instanceof URIError) return uri
    throw error
  }
}
