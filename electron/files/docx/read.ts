import { strToU8, zipSync } from 'fflate'
import { convertToHtml, images } from 'mammoth'
import { UnreadableFile } from '../failures.ts'
import { fit } from '../fit.ts'
import { docFromHtml } from '../html/read.ts'
import { lose } from '../losses.ts'
import type { Losses } from '../losses.ts'
import { holdsAtom, textOf } from '../rich-text.ts'
import type { RichDoc } from '../rich-text.ts'
import { parseXml, textAt } from '../xml.ts'
import { unzip, utf8 } from '../zip.ts'

export type ReadDocx = Readonly<{ doc: RichDoc; title: string; author: string }>

/** Styles of Word, of pandoc, and those that this studio writes, as elements. */
const styleMap = [
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Block Text'] => blockquote > p:fresh",
  "p[style-name='Code Block'] => pre:fresh",
  "p[style-name='Source Code'] => pre:fresh",
  "p[style-name='HTML Preformatted'] => pre:fresh",
  "p[style-name='Scene Break'] => p.scene-break:fresh",
  "p[style-name='Title'] => p.title:fresh",
  "r[style-name='Code'] => code",
  "r[style-name='Verbatim Char'] => code",
  "r[style-name='Emphasis'] => em",
  'strike => s',
  'u => u',
  'highlight => mark',
]

/** A Word file as a document. Pictures, tables and comments are counted as lost. @throws {UnreadableFile} */
export async function readDocx(bytes: Uint8Array, file: string, losses: Losses): Promise<ReadDocx> {
  const parts = unzip(bytes, file, name =>
    /^(?:(?:word|_rels|docProps|word\/_rels)\/[^/]+|\[Content_Types\]\.xml)$/.test(name),
  )
  // Parsed here first, so that nothing declares entities or nests without end; mammoth gets the same parts, unpacked.
  for (const [name, part] of parts) if (/\.(?:xml|rels)$/.test(name)) parseXml(utf8(part), file)
  parts.set(MAIN, withTypedRules(parts.get(MAIN)))
  const comments = utf8(parts.get('word/comments.xml')).match(/<w:comment /g)?.length ?? 0
  lose(losses, 'comment', comments)
  const html = await htmlFrom(parts, file)
  const properties = propertiesIn(utf8(parts.get('docProps/core.xml')), file)
  const doc = docFromHtml(html, losses, { exact: true })
  const first = html.startsWith('<p class="title">') ? doc.content[0] : undefined
  const named = first ? textOf(first).replace(/\s+/g, ' ').trim() : ''
  const title = properties.title || named
  const isSaid = first !== undefined && named === title && !holdsAtom(first)
  return { doc: isSaid ? fit({ content: doc.content.slice(1) }) : doc, title, author: properties.author }
}

const MAIN = 'word/document.xml'

/** Horizontal rules are drawn; they become what writers type for a scene break. */
function withTypedRules(part: Uint8Array | undefined): Uint8Array {
  return strToU8(utf8(part).replace(/<w:pict>(?:(?!<\/w:pict>)[^])*?\bo:hr="t"[^]*?<\/w:pict>/g, '<w:t>* * *</w:t>'))
}

async function htmlFrom(parts: ReadonlyMap<string, Uint8Array>, file: string): Promise<string> {
  const buffer = Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }))
  const convertImage = images.imgElement(() => Promise.resolve({ src: '' }))
  try {
    return (await convertToHtml({ buffer }, { styleMap, convertImage, ignoreEmptyParagraphs: false })).value
  } catch (error) {
    throw new UnreadableFile(
      `${file} could not be read as a Word document. Save it as .docx in the program that made it.`,
      {
        cause: error,
      },
    )
  }
}

function propertiesIn(core: string, file: string): Readonly<{ title: string; author: string }> {
  const root = parseXml(core, file)
  return { title: textAt(root, 'dc:title'), author: textAt(root, 'dc:creator') }
}
