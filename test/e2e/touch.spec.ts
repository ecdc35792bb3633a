import type { CDPSession, Locator, Page } from '@playwright/test'
import { expect, test } from './support/studio.ts'
import { modelReady, newDocument, offered, seen, shownVariant, strip, text } from './support/writing.ts'

type Point = Readonly<{ x: number; y: number }>

const first = 'The keeper climbed the stairs as he did every evening.'
const second = 'The storm had been building since noon.'
const selected = (page: Page) => page.evaluate(() => document.getSelection()!.toString())
const card = (page: Page, number: number) =>
  strip(page).getByRole('button', { name: new RegExp(`^Variant ${number} of`) })

async function middleOf(target: Locator): Promise<Point> {
  await target.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await target.boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}

/** Where the first line of words on the page begins and ends. */
function endsOf(page: Page, words: string): Promise<readonly [Point, Point]> {
  return page.evaluate(wanted => {
    const walker = document.createTreeWalker(document.querySelector('.ProseMirror')!, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(wanted)
      if (at < 0) continue
      range.setStart(node, at)
      range.setEnd(node, at + wanted.length)
    }
    const { left, right, top, height } = range.getBoundingClientRect()
    const y = top + height / 2
    return [
      { x: left + 1, y },
      { x: right - 1, y },
    ] as const
  }, words)
}

/** A pen as Chromium hears of one. */
function penOf(session: CDPSession) {
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', { x, y }: Point, buttons: 0 | 1) =>
    session.send('Input.dispatchMouseEvent', {
      ...{ type, x, y, buttons, clickCount: type === 'mouseMoved' ? 0 : 1, pointerType: 'pen', force: 0.5 },
      button: type === 'mouseMoved' && buttons === 0 ? 'none' : 'left',
    })
  async function drag(from: Point, to: Point): Promise<void> {
    await send('mouseMoved', from, 0)
    await send('mousePressed', from, 1)
    for (const part of [0.25, 0.5, 0.75, 1])
      await send('mouseMoved', { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }, 1)
    await send('mouseReleased', to, 0)
  }
  const tap = async (target: Locator) => {
    const at = await middleOf(target)
    await send('mouseMoved', at, 0)
    await send('mousePressed', at, 1)
    await send('mouseReleased', at, 0)
  }
  return { drag, tap }
}

/** A finger. */
function fingerOf(session: CDPSession) {
  const tapAt = async (at: Point) => {
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  return { tapAt, tap: async (target: Locator) => tapAt(await middleOf(target)) }
}

/** The kinds of pointers that pressed anything. */
async function pointers(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const kinds = new Set<string>()
    ;(window as unknown as { kinds: Set<string> }).kinds = kinds
    document.addEventListener('pointerdown', ({ pointerType }) => kinds.add(pointerType), true)
  })
  return () => page.evaluate(() => [...(window as unknown as { kinds: Set<string> }).kinds])
}

test('with a pen: words are selected, filled, flipped and accepted', async ({ studio }) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, second])
  const before = await seen(page)
  const pen = penOf(await page.context().newCDPSession(page))
  const kinds = await pointers(page)
  await pen.drag(...(await endsOf(page, 'had been building since noon')))
  await expect.poll(() => selected(page)).toBe('had been building since noon')
  await pen.tap(page.getByRole('button', { name: /^Fill the passage/ }))
  await offered(page)
  const shown = await shownVariant(page)
  await pen.tap(card(page, 2))
  await expect.poll(() => shownVariant(page)).not.toBe(shown)
  const other = await shownVariant(page)
  await pen.tap(strip(page).getByRole('button', { name: /^Accept/ }))
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toBe(before.replace('had been building since noon', other))
  expect(await kinds()).toEqual(['pen'])
})

test('with a finger: a paragraph is marked at its edge, filled, flipped, accepted, and taken back', async ({
  studio,
}) => {
  const { page } = studio
  await modelReady(page)
  await newDocument(page, [first, second])
  const before = await seen(page)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  const finger = fingerOf(session)
  const kinds = await pointers(page)
  await finger.tapAt((await endsOf(page, 'the stairs'))[0])
  await finger.tap(page.getByRole('button', { name: 'Mark this paragraph as a region' }))
  await expect(text(page).locator('.region')).toHaveText(first)
  await finger.tap(page.getByRole('button', { name: /^Fill the passage/ }))
  await offered(page)
  const shown = await shownVariant(page)
  await finger.tap(card(page, 2))
  await expect.poll(() => shownVariant(page)).not.toBe(shown)
  const other = await shownVariant(page)
  await studio.shot('touch')
  await finger.tap(strip(page).getByRole('button', { name: /^Accept/ }))
  await expect(strip(page)).toHaveCount(0)
  expect(await seen(page)).toBe(before.replace(first, other))
  expect(await kinds()).toEqual(['touch'])
  await page.keyboard.press('Control+z')
  expect(await seen(page)).toBe(before)
})
