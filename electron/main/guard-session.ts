import { appendFileSync } from 'node:fs'
import type { Session } from 'electron'
import { isPageUrl } from './page-protocol.ts'

/**
 * Lets a session load the page and nothing else: no permission, no device, no network. What is refused is said on the
 * error stream; `log`, if given, gets every request of every session as a line of JSON.
 */
export function guardSession(session: Session, log: string | undefined): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', event => {
    event.preventDefault()
  })
  // Without this Chromium may ask the network where a proxy is.
  session.setProxy({ mode: 'direct' }).catch((error: unknown) => {
    console.error(`palimpsest: the proxy setting was refused: ${String(error)}`)
  })
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isLocal(details.url)
    if (!allowed) console.error(`palimpsest: refused a request to ${details.url}`)
    if (log) appendFileSync(log, `${JSON.stringify({ url: details.url, type: details.resourceType, allowed })}\n`)
    answer({ cancel: !allowed })
  })
}

/** The page, what it made itself, and the developer tools. */
function isLocal(url: string): boolean {
  return isPageUrl(url) || /^(blob|data|devtools):/.test(url)
}
