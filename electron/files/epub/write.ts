import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import type { Zippable } from 'fflate'
import { chaptersOf } from '../book.ts'
import type { Book, Chapter } from '../book.ts'
import { escaped, htmlOf } from '../html/write.ts'
import { textOf } from '../rich-text.ts'

/** A chapter in its file. `file`: its name in the folder of the package. */
type Page = Readonly<{ id: string; file: string; title: string; level: number; body: string }>

/** A book as an EPUB 3 file, with a table of contents for old readers too. `modified`: when it was made. */
export function epubOf(book: Book, modified: Date): Uint8Array {
  const pages = pagesOf(book)
  const files: Zippable = {
    // Readers find the type by these first bytes: the first file, as it is.
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(container),
    'EPUB/package.opf': strToU8(packageOf(book, pages, modified)),
    'EPUB/nav.xhtml': strToU8(xhtml(book, 'Contents', navOf(pages))),
    'EPUB/toc.ncx': strToU8(ncxOf(book, pages)),
    'EPUB/style.css': strToU8(style),
  }
  for (const { file, title, body } of pages) files[`EPUB/${file}`] = strToU8(xhtml(book, title, body))
  return zipSync(files, { level: 6, mtime: modified })
}

function pagesOf(book: Book): Page[] {
  const by = book.author === '' ? '' : `<p class="author">${escaped(book.author)}</p>`
  const first: Page = {
    id: 'title',
    file: 'title.xhtml',
    title: book.title,
    level: 1,
    body: `<section epub:type="titlepage"><h1 class="title">${escaped(book.title)}</h1>${by}</section>`,
  }
  const chapters = chaptersOf(book).map((chapter, at): Page => {
    const number = String(at + 1).padStart(3, '0')
    return {
      id: `c${number}`,
      file: `c${number}.xhtml`,
      title: nameOf(chapter, book),
      level: Math.max(1, chapter.level),
      body: bodyOf(chapter),
    }
  })
  return book.titlePage ? [first, ...chapters] : chapters
}

function nameOf({ title }: Chapter, book: Book): string {
  return title || book.title
}

function bodyOf({ doc }: Chapter): string {
  const first = doc.content[0]
  const heading = first?.type === 'heading' && textOf(first) !== ''
  return `<section epub:type="chapter"${heading ? '' : ' aria-label="Text"'}>\n${htmlOf(doc, { epub: true })}\n</section>`
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

function packageOf(book: Book, pages: readonly Page[], modified: Date): string {
  const items = pages.map(({ id, file }) => `<item id="${id}" href="${file}" media-type="application/xhtml+xml"/>`)
  const spine = pages.map(({ id }) => `<itemref idref="${id}"/>`)
  const creator = book.author === '' ? '' : `\n<dc:creator>${escaped(book.author)}</dc:creator>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${escaped(book.language)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">${identifierOf(book, pages)}</dc:identifier>
<dc:title>${escaped(book.title)}</dc:title>${creator}
<dc:language>${escaped(book.language)}</dc:language>
<meta property="dcterms:modified">${modified.toISOString().replace(/\.\d+Z$/, 'Z')}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
${items.join('\n')}
</manifest>
<spine toc="ncx">
${spine.join('\n')}
</spine>
</package>
`
}

/** The same for the same content, as a name-based UUID: readers then know a book again. */
function identifierOf({ title, author }: Book, pages: readonly Page[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([title, author, pages]))
    .digest('hex')
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

type Entry = Readonly<{ page: Page; inside: Entry[] }>

/** Pages under the page of the level above them. */
function outline(pages: readonly Page[]): Entry[] {
  const root: Entry[] = []
  const open: Entry[] = []
  for (const page of pages) {
    const entry: Entry = { page, inside: [] }
    while (open.length > 0 && open.at(-1)!.page.level >= page.level) open.pop()
    ;(open.at(-1)?.inside ?? root).push(entry)
    open.push(entry)
  }
  return root
}

function navOf(pages: readonly Page[]): string {
  const list = (entries: readonly Entry[]): string =>
    `<ol>${entries.map(({ page, inside }) => `<li><a href="${page.file}">${escaped(page.title)}</a>${inside.length > 0 ? list(inside) : ''}</li>`).join('\n')}</ol>`
  return `<nav epub:type="toc" id="toc"><h1>Contents</h1>\n${list(outline(pages))}\n</nav>`
}

function ncxOf(book: Book, pages: readonly Page[]): string {
  let order = 0
  const point = ({ page, inside }: Entry): string => {
    const at = ++order
    return `<navPoint id="n${at}" playOrder="${at}"><navLabel><text>${escaped(page.title)}</text></navLabel><content src="${page.file}"/>${inside.map(point).join('')}</navPoint>`
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="${identifierOf(book, pages)}"/></head>
<docTitle><text>${escaped(book.title)}</text></docTitle>
<navMap>
${outline(pages).map(point).join('\n')}
</navMap>
</ncx>
`
}

function xhtml(book: Book, title: string, body: string): string {
  const language = escaped(book.language)
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}" xml:lang="${language}">
<head>
<title>${escaped(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
${body}
</body>
</html>
`
}

const style = `h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 1em; }
h1.title { margin-top: 30%; text-align: center; }
p.author { text-align: center; }
p { margin: 0; text-indent: 1.3em; }
h1 + p, h2 + p, h3 + p, hr + p, section > p:first-child, li > p, blockquote > p { text-indent: 0; }
blockquote { margin: 1em 1.5em; }
pre { white-space: pre-wrap; font-size: 0.85em; }
sup { line-height: 0; }
.footnotes { margin-top: 2em; border-top: 1px solid; font-size: 0.85em; }
.footnotes p { text-indent: 0; }
hr { width: 20%; margin: 1.5em auto; border: 0; border-top: 1px solid; }
`
