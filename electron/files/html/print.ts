import { chaptersOf } from '../book.ts'
import type { Book } from '../book.ts'
import { titlePageOf } from './page.ts'
import { htmlOf } from './write.ts'

/** A book as the content of the page that is printed (renderer/print.html): a section for each chapter. */
export function printedOf(book: Book): string {
  const chapters = chaptersOf(book).map(
    ({ doc, level }, at) => `<section data-level="${level}">\n${htmlOf(doc, { prefix: `c${at + 1}-` })}\n</section>`,
  )
  return titlePageOf(book) + chapters.join('\n')
}
