// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { VariantStrip } from '../../../renderer/panels/VariantStrip.tsx'
import type { StripVariant } from '../../../renderer/panels/VariantStrip.tsx'

let root: Root
const told: string[] = []

const variantOf = (text: string, seed: number): StripVariant => ({
  ...{ seed, share: 0.5, length: null, starred: false, whole: true, edited: null },
  regions: [[{ kind: 'written', text, certainty: 0.5, step: 1, place: 0 }]],
})

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  root = createRoot(document.body.appendChild(document.createElement('div')))
  const tell = (what: string) => () => void told.push(what)
  act(() =>
    root.render(
      <VariantStrip
        keyOf={() => ''}
        variants={[variantOf('lamp', 1), variantOf('sea', 2)]}
        {...{ shown: 0, originals: ['oil'], edited: false, status: 'offered', step: 1, of: 1, milliseconds: 1 }}
        {...{ comparing: false, earlier: false }}
        onShow={index => told.push(`show ${index}`)}
        {...{ onAccept: tell('accept'), onDiscard: tell('discard'), onStop: tell('stop'), onCompare: tell('compare') }}
        {...{ onCopy: tell('copy'), onMore: tell('more'), onEdit: tell('edit'), onWord: tell('word') }}
        {...{ onTimeline: tell('timeline'), onStar: tell('star'), onReject: tell('reject'), onPhrase: tell('phrase') }}
      />,
    ),
  )
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
  told.length = 0
})

/** A browser presses a button by Enter unless the key was taken. */
function press(on: HTMLElement, key: string): void {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  act(() => {
    if (on.dispatchEvent(event) && key === 'Enter') on.click()
  })
}
const strip = () => document.querySelector<HTMLElement>('[data-pane=strip]')!
const button = (words: string) => [...document.querySelectorAll('button')].find(it => it.textContent.includes(words))!

function does(on: string, key: string, what: string, at: () => HTMLElement) {
  it(`${key} on ${on} does ${what}`, () => {
    press(at(), key)
    expect(told).toEqual([what])
  })
}
does('the strip', 'Enter', 'accept', strip)
does('a card', 'Enter', 'show 1', () => button('sea'))
does('a card', 'x', 'reject', () => button('sea'))
does('a button at the foot', 'Enter', 'copy', () => button('Copy'))
