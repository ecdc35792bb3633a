import type { ExportFormat } from '../contract/files.ts'
import { wholeOf } from './book.ts'
import type { Book } from './book.ts'
import { docxOf } from './docx/write.ts'
import { epubOf } from './epub/write.ts'
import { htmlPageOf } from './html/page.ts'
import { printedOf } from './html/print.ts'
import { frontMatter, markdownOf } from './markdown/write.ts'
import { textFrom } from './text/write.ts'

/** A book as the bytes of one file; as a PDF, the content of the page to print. */
export async function fileOf(book: Book, format: ExportFormat): Promise<Uint8Array> {
  switch (format) {
    case 'markdown':
      return bytesOf(frontMatter({ title: book.title, author: book.author }) + markdownOf(wholeOf(book)))
    case 'docx':
      return docxOf(book)
    case 'epub':
      return epubOf(book, new Date())
    case 'pdf':
      return bytesOf(printedOf(book))
    case 'html':
      return bytesOf(htmlPageOf(book))
    case 'text':
      return bytesOf(textFrom(wholeOf(book)))
  }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
