import { wholeOf } from '../book.ts'
import type { Book } from '../book.ts'
import { escaped, htmlOf } from './write.ts'

/** A book as one HTML file that needs nothing beside it. */
export function htmlPageOf(book: Book): string {
  return `<!doctype html>
<html lang="${escaped(book.language)}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width" />
<title>${escaped(book.title)}</title>
${book.author === '' ? '' : `<meta name="author" content="${escaped(book.author)}" />\n`}<style>
${style}</style>
</head>
<body>
${titlePageOf(book)}${htmlOf(wholeOf(book))}
</body>
</html>
`
}

/** The title page as HTML; nothing where none is wanted. */
export function titlePageOf({ titlePage, title, author }: Book): string {
  if (!titlePage) return ''
  const by = author === '' ? '' : `<p>${escaped(author)}</p>`
  return `<header class="title-page"><h1>${escaped(title)}</h1>${by}</header>\n`
}

const style = `body { max-width: 36rem; margin: 4rem auto; padding: 0 1.5rem; font: 1.125rem/1.6 Georgia, serif; color: #1f2328; background: #fdfcf9; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 0.6em; }
.title-page { margin-bottom: 5rem; text-align: center; }
blockquote { margin-inline: 1.5em; }
pre { overflow-x: auto; padding: 0.8em 1em; background: #f1eee7; font-size: 0.85em; }
hr { margin: 2em 0; border: 0; text-align: center; }
hr::before { content: '* * *'; }
`
