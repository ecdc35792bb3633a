import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** Where the page lives. */
export const PAGE_URL = 'app://studio/index.html'
/** The window that opens in its place where the library does not. */
export const RECOVERY_URL = 'app://studio/recovery.html'
const ORIGIN = 'app://studio'

/** What the page may load: itself, and nothing from anywhere else; neither scripts nor styles may stand in the text. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "webrtc 'block'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

export function isPageUrl(url: string): boolean {
  return url === ORIGIN || url.startsWith(`${ORIGIN}/`)
}

/** The file in `root` that `url` names, or null if it names none: another host, a way out of `root`, an unknown type. */
export function pageFile(root: string, url: string): string | null {
  if (!isPageUrl(url)) return null
  const path = decoded(new URL(url).pathname)
  if (path === null || path.includes('\0') || path.includes('\\')) return null
  const file = normalize(join(root, path))
  return file.startsWith(normalize(root) + sep) && extname(file) in types ? file : null
}

/** Answers a request for a file of the page, in `root`. */
export async function servePage(root: string, request: Request): Promise<Response> {
  const file = request.method === 'GET' ? pageFile(root, request.url) : null
  if (file === null) return refusal(403)
  try {
    return new Response(await readFile(file), { headers: headersFor(file) })
  } catch (error) {
    console.error(`palimpsest: ${request.url} is missing: ${String(error)}`)
    return refusal(404)
  }
}

/** A page made on the way, under the same rules as those that are files. */
export function pageResponse(html: string, url: string): Response {
  return new Response(html, { headers: headersFor(url) })
}

/** A stylesheet made on the way. */
export function styleResponse(css: string): Response {
  return new Response(css, { headers: headersFor('made.css') })
}

function headersFor(file: string): Record<string, string> {
  return {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  }
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: { 'Content-Security-Policy': policy } })
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
