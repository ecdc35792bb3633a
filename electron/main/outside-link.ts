const URL_CHARS_MAX = 2_000

/** `url` as it may be handed to another program: a web or mail address of bearable length; null for anything else. */
export function outsideLink(url: string): string | null {
  if (url.length > URL_CHARS_MAX || !URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' || protocol === 'mailto:' ? href : null
}
