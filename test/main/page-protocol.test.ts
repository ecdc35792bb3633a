import { mkdirSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { isPageUrl, pageFile, servePage } from '../../electron/main/page-protocol.ts'
import { freshFolder } from '../support/folders.ts'

const root = join(import.meta.dirname, 'page')

describe('the file of an address', () => {
  function names(url: string, file: string | null) {
    it(url, () => expect(pageFile(root, url)).toBe(file && join(root, file)))
  }
  names('app://studio/index.html', 'index.html')
  names('app://studio/assets/a.js?v=1#x', 'assets/a.js')
  names('app://studio/assets/a%20b.css', 'assets/a b.css')
  names('app://studio/', null)
  names('app://studio', null)
  names('app://other/index.html', null)
  names('app://studio.evil/index.html', null)
  names('file:///etc/passwd', null)
  names('https://studio/index.html', null)
  names('app://studio/secret', null)
  names('app://studio/a.exe', null)
  names('app://studio/a.js%00.html', null)
  names('app://studio/%ff.js', null)
  names('app://studio/..%5c..%5ca.js', null)
})
describe('no way out of the folder', () => {
  function stays(url: string) {
    it(url, () => expect((pageFile(root, url) ?? root + sep).startsWith(root + sep)).toBe(true))
  }
  stays('app://studio/../main/index.js')
  stays('app://studio/%2e%2e/main/index.js')
  stays('app://studio/..%2fmain/index.js')
  stays('app://studio/%2e%2e%2fmain/index.js')
  stays('app://studio/assets/..%2f..%2fmain/index.js')
  stays('app://studio/..%2fpage-other/index.js')
  it('not even to a folder whose name begins alike', () =>
    expect(pageFile(root, 'app://studio/..%2fpage-other/index.js')).toBeNull())
})

function page(): string {
  const folder = freshFolder()
  mkdirSync(join(folder, 'page'))
  writeFileSync(join(folder, 'page', 'index.html'), '<p>here')
  writeFileSync(join(folder, 'outside.html'), '<p>secret')
  return join(folder, 'page')
}
const ask = (folder: string, url: string, method = 'GET') => servePage(folder, new Request(url, { method }))

describe('an answer', () => {
  it('carries a policy that lets nothing in but the page', async () => {
    const response = await ask(page(), 'app://studio/index.html')
    expect(await response.text()).toBe('<p>here')
    expect(response.headers.get('Content-Type')).toMatch('text/html')
    const policy = response.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'none'")
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).not.toMatch(/\*|https?:|unsafe-eval/)
  })
  it('is 404 for what is missing, which is said', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue()
    expect((await ask(page(), 'app://studio/none.html')).status).toBe(404)
    expect(said).toHaveBeenCalledOnce()
    said.mockRestore()
  })
  it('is 403 for what lies outside', async () => {
    expect((await ask(page(), 'app://studio/..%2foutside.html')).status).toBe(403)
  })
  it('is 403 for anything but a reading', async () => {
    expect((await ask(page(), 'app://studio/index.html', 'POST')).status).toBe(403)
  })
})
it('knows the page by its whole origin', () => {
  expect(['app://studio', 'app://studio/x'].every(isPageUrl)).toBe(true)
  expect(['app://studios/x', 'app://studio.x/', 'https://app/studio', ''].some(isPageUrl)).toBe(false)
})
