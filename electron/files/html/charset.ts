import { inPractice, latin1 } from '../text/decode.ts'

/** As far as browsers look for it. */
const HEAD_BYTES = 1_024

/**
 * The encoding that a page says it is in, by `<meta charset>`, `<meta http-equiv>` or its XML declaration; null where it
 * says none that counts. Of a page whose head reads as ASCII, UTF-16 cannot be true; and UTF-8 is seen from the bytes.
 */
export function charsetOfHtml(bytes: Uint8Array): string | null {
  const head = latin1(bytes.subarray(0, HEAD_BYTES)).replace(/<!--[^]*?-->/g, '')
  const said =
    /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head) ??
    /^<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)
  const name = said?.[1] ?? ''
  // The decoder knows some names besides that are not of encodings of characters.
  return name === '' || /^(?:utf|ucs|cesu|unicode|hex|base64)/i.test(name) ? null : inPractice(name)
}
