import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createClosing } from '../../electron/main/closing.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

/** A window whose page answers, unless `alive` is false; the writer, if asked, says `yes`. */
function closing({ alive = true, yes = false } = {}) {
  const did: string[] = []
  const window = createClosing(
    {
      ask: () => did.push('ask'),
      close: () => did.push('close'),
      isAnswering: () => alive,
      closeAnyway() {
        did.push('writer')
        return Promise.resolve(yes)
      },
    },
    5_000,
  )
  return { window, did, wait: () => vi.advanceTimersByTimeAsync(6_000) }
}

describe('closing', () => {
  it('waits for the page to save', async () => {
    const { window, did, wait } = closing()
    expect(window.asked()).toBe(false)
    expect(did).toEqual(['ask'])
    window.ready()
    expect(did).toEqual(['ask', 'close'])
    expect(window.asked()).toBe(true)
    await wait()
    expect(did).toEqual(['ask', 'close'])
  })
  it('asks the page once, however often it is told', () => {
    const { window, did } = closing()
    window.asked()
    window.asked()
    expect(did).toEqual(['ask'])
  })
  it('does not wait for a page that never lived', () => {
    const { window, did } = closing({ alive: false })
    expect(window.asked()).toBe(true)
    expect(did).toEqual([])
  })
  it('asks the writer about a page that is silent, and stays open', async () => {
    const { window, did, wait } = closing()
    window.asked()
    await wait()
    expect(did).toEqual(['ask', 'writer'])
    expect(window.asked()).toBe(false)
    expect(did).toEqual(['ask', 'writer', 'ask'])
  })
  it('closes a silent page if the writer says so', async () => {
    const { window, did, wait } = closing({ yes: true })
    window.asked()
    await wait()
    expect(did).toEqual(['ask', 'writer', 'close'])
  })
  it('leaves the asking to a page that could not save, which may close later', async () => {
    const { window, did, wait } = closing()
    window.asked()
    window.held()
    await wait()
    expect(did).toEqual(['ask'])
    expect(window.asked()).toBe(false)
    window.ready()
    expect(did).toEqual(['ask', 'ask', 'close'])
  })
})
