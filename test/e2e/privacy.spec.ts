import { expect, test } from './support/studio.ts'
import { fill, modelReady, newDocument } from './support/writing.ts'

test('a whole session makes no network request, in any partition', async ({ studio }) => {
  const { app, page } = studio
  await app.evaluate(({ app: electron, session }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    const watch = (watched: Electron.Session) => watched.webRequest.onSendHeaders(({ url }) => asked.push(url))
    watch(session.defaultSession)
    electron.on('session-created', watch)
  })
  await modelReady(page)
  await page.locator('.region').click()
  await fill(page)
  await page.keyboard.press('Enter')
  await newDocument(page, ['A new one, with a [link](https://example.com/) in it.'])
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await page.reload()
  await modelReady(page)
  const asked = await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter(url => !/^(app|devtools|blob|data):/.test(url))).toEqual([])
})

test('the page can reach nothing: policy, sandbox, permissions, windows, navigation', async ({ studio }) => {
  const { app, page } = studio
  const policy = await page.evaluate(async () => {
    const tries = await Promise.allSettled([
      fetch('https://example.com/'),
      navigator.mediaDevices.getUserMedia({ audio: true }),
      Notification.requestPermission(),
    ])
    return {
      node: typeof (globalThis as { require?: unknown }).require + typeof (globalThis as { process?: unknown }).process,
      fetch: tries[0].status,
      microphone: tries[1].status,
      notification: tries[2].status === 'fulfilled' ? tries[2].value : 'refused',
      window: window.open('https://example.com/') === null,
    }
  })
  expect(policy).toEqual({
    node: 'undefinedundefined',
    fetch: 'rejected',
    microphone: 'rejected',
    notification: 'denied',
    window: true,
  })
  await page.evaluate(() => (location.href = 'https://example.com/'))
  await page.waitForTimeout(500)
  expect(page.url()).toMatch(/^app:\/\//)
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = (
      BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
    ).getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webviewTag: webviewTag ?? false }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false })
})

test('what the page asks of main is checked', async ({ studio }) => {
  const { page } = studio
  const replies = await page.evaluate(async () => {
    const { call } = (
      window as unknown as {
        studio: { call: (...args: unknown[]) => Promise<{ ok: boolean; fault?: { code: string } }> }
      }
    ).studio
    return Promise.all([
      call('document:load', '../../etc/passwd'),
      call('document:load', 7),
      call('run:start', { id: 'x', passage: 'rubbish', settings: {} }, 'y'),
      call('settings:save', { theme: 'neon' }),
    ])
  })
  for (const reply of replies) expect(reply).toMatchObject({ ok: false })
})
