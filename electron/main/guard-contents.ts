import type { WebContents } from 'electron'

/** Keeps a page where it is: no navigation, no window of its own, no embedded page. Links go through `openLink`. */
export function guardContents(contents: WebContents, openLink: (url: string) => void): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.on('will-navigate', event => {
    event.preventDefault()
  })
  contents.on('will-frame-navigate', event => {
    event.preventDefault()
  })
  contents.on('will-redirect', event => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', event => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url)
    return { action: 'deny' }
  })
}
