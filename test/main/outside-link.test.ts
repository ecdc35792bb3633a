import { expect, it } from 'vitest'
import { outsideLink } from '../../electron/main/outside-link.ts'

function takes(url: string, link: string | null) {
  it(url.slice(0, 60), () => expect(outsideLink(url)).toBe(link))
}
takes('https://example.org/a?b#c', 'https://example.org/a?b#c')
takes('http://example.org', 'http://example.org/')
takes('mailto:a@example.org', 'mailto:a@example.org')
takes('HTTPS://EXAMPLE.org', 'https://example.org/')
takes('file:///etc/passwd', null)
takes('javascript:alert(1)', null)
takes('data:text/html,x', null)
takes('app://studio/index.html', null)
takes('smb://host/share', null)
takes('not a url', null)
takes(`https://example.org/${'x'.repeat(2_000)}`, null)
