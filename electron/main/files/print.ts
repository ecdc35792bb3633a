import { BrowserWindow, session } from 'electron'
import type { PrintToPDFOptions, WebContents } from 'electron'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { oneAtATime } from '../one-at-a-time.ts'
import { pageResponse, servePage, styleResponse } from '../page-protocol.ts'

/** By then a page is printed even if nobody said that it is laid out and its fonts are there. */
const READY_AT_LATEST_MS = 5000
const PRINT_URL = 'app://studio/print.html'
const BOOK_CSS_URL = 'app://studio/book.css'

/** `title`: said at the head of every page. `body`: HTML. */
export type Printed = Readonly<{ title: string; language: string; body: string }>

const inTurn = oneAtATime()

/** Prints a book as a PDF, once those that were asked for before are printed: one that was cancelled too is printed to its end. */
export function printPdf(printed: Printed, pageFolder: string): Promise<Uint8Array> {
  return inTurn(() => print(printed, pageFolder))
}

/**
 * Prints a book through the page `print.html` in `pageFolder`, in a window that nobody sees. It has a session of
 * its own, runs no script, and can load nothing but that page's styles and fonts.
 */
async function print(printed: Printed, pageFolder: string): Promise<Uint8Array> {
  const own = session.fromPartition('print')
  const html = filled(await readFile(join(pageFolder, 'print.html'), 'utf8'), printed)
  own.protocol.handle('app', request => {
    if (request.url === PRINT_URL) return pageResponse(html, PRINT_URL)
    return request.url === BOOK_CSS_URL ? styleResponse(marginsOf(printed)) : servePage(pageFolder, request)
  })
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  })
  // What is printed before it was laid out once may come out empty.
  const laidOut = once(window, 'ready-to-show', { signal: AbortSignal.timeout(READY_AT_LATEST_MS) }).catch(() => null)
  try {
    await window.loadURL(PRINT_URL)
    await laidOut
    await window.webContents.capturePage()
    await fontsOf(window.webContents)
    const tagged = { preferCSSPageSize: true, generateTaggedPDF: true, generateDocumentOutline: true }
    return await window.webContents.printToPDF({ ...tagged, ...(hasMarginBoxes() ? {} : templatesOf(printed)) })
  } finally {
    window.destroy()
    own.protocol.unhandle('app')
  }
}

/**
 * Waits for the fonts of a page: until they are there, its text is blank (`font-display: block`), on paper too. The page
 * runs no script, so its debugger is asked.
 */
async function fontsOf({ debugger: it }: WebContents): Promise<void> {
  it.attach()
  try {
    const expression = 'document.fonts.ready.then(() => null)'
    const loaded = it.sendCommand('Runtime.evaluate', { expression, awaitPromise: true }).catch(() => null)
    await Promise.race([loaded, setTimeout(READY_AT_LATEST_MS)])
  } finally {
    it.detach()
  }
}

function filled(page: string, { title, language, body }: Printed): string {
  return page
    .replace('lang="en"', `lang="${escaped(language)}"`)
    .replace('<title>Book</title>', () => `<title>${escaped(title)}</title>`)
    .replace('</head>', '<link rel="stylesheet" href="book.css" /></head>')
    .replace('<!--book-->', () => body)
}

/** From Chromium 131 on, CSS sets header and page number, and leaves them out on a title page. */
function hasMarginBoxes(): boolean {
  return parseInt(process.versions.chrome, 10) >= 131
}

function marginsOf({ title, body }: Printed): string {
  const look = 'font: 8pt Georgia, serif; color: #555'
  const head = `@top-center { content: ${JSON.stringify(title.replace(/[\\"\n]/g, ' '))}; ${look} }`
  const every = `@page { ${head} @bottom-center { content: counter(page); ${look} } }`
  const none = '@top-center { content: none } @bottom-center { content: none }'
  return every + (body.startsWith('<header') ? `@page :first { margin: 0; ${none} }` : '')
}

/** For an older Chromium (the fallback): on every page, a title page too. It draws these with styles of its own, of size 0. */
function templatesOf({ title }: Printed): PrintToPDFOptions {
  const line = (inside: string) =>
    `<div style="width: 100%; text-align: center; font: 8pt Georgia, serif; color: #555">${inside}</div>`
  return {
    displayHeaderFooter: true,
    headerTemplate: line(escaped(title)),
    footerTemplate: line('<span class="pageNumber"></span>'),
  }
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
