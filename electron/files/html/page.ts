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
${style}${book.origins ? originStyle : ''}</style>
</head>
<body>
${titlePageOf(book)}${book.origins ? legend : ''}${htmlOf(wholeOf(book, book.origins))}
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
sup { line-height: 0; }
.footnotes { margin-top: 3rem; border-top: 1px solid #8c8578; font-size: 0.85em; }
hr { margin: 2em 0; border: 0; text-align: center; }
hr::before { content: '* * *'; }
`

/** By the kind of line, for those who see no colours and for print. */
const originStyle = `.origin-model { text-decoration: underline solid #9a3324 2px; text-underline-offset: 0.2em; }
.origin-edited { text-decoration: underline dashed #9a3324 2px; text-underline-offset: 0.2em; }
.origin-pasted { text-decoration: underline dotted #2f4f74 2px; text-underline-offset: 0.2em; }
.origin-imported { text-decoration: underline double #2f4f74 1px; text-underline-offset: 0.2em; }
.origin-legend { margin-bottom: 3rem; padding: 0.6rem 1rem; border: 1px solid #8c8578; font: 0.85rem/1.8 sans-serif; }
`

const legend = `<aside class="origin-legend" aria-label="Whose words">Underlined: <span class="origin-model">written by a model</span>, <span class="origin-edited">a model’s, then edited</span>, <span class="origin-pasted">pasted from another program</span>, <span class="origin-imported">imported from a file</span>. All other text counts as the writer’s.</aside>
`
