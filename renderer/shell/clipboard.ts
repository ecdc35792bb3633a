/**
 * Puts text on the clipboard, and beside it what it looks like as HTML, if that is given, as the answer to a click or a key. Returns whether it is there. The asynchronous clipboard
 * wants a permission, and the window is given none; the old way needs nothing but the gesture.
 */
export function putOnClipboard(text: string, html: string | null = null): boolean {
  let taken = false
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    if (html !== null) event.clipboardData?.setData('text/html', html)
    event.preventDefault()
    event.stopImmediatePropagation()
    taken = true
  }
  window.addEventListener('copy', onCopy, { capture: true, once: true })
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  document.execCommand('copy')
  window.removeEventListener('copy', onCopy, { capture: true })
  return taken
}
