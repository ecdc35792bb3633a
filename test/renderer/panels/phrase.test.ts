// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { selectedPhrase } from '../../../renderer/panels/phrase.ts'

const cell = (variant: number, words: string) => `<td data-variant="${variant}" data-region="0">${words}</td>`

/** Selects from the start of the element that `from` finds to the end of that of `to`, and reads the phrase. */
function selected(from: string, to = from) {
  document.body.innerHTML = `<p>outside</p><table><tr>${cell(-1, '<span id="old">It was dark.</span>')}${cell(
    1,
    '<span id="a">It was </span><del id="gone">dark</del><ins id="new">bright</ins><span id="end">.</span>',
  )}</tr></table>`
  const range = document.createRange()
  range.setStart(document.querySelector(from)!.firstChild!, 0)
  const last = document.querySelector(to)!.firstChild!
  range.setEnd(last, last.textContent!.length)
  document.getSelection()!.removeAllRanges()
  document.getSelection()!.addRange(range)
  return selectedPhrase(document.getSelection())
}

afterEach(() => document.body.replaceChildren())

describe('the phrase that is selected in the comparison', () => {
  it('is of its variant', () => expect(selected('#new')).toEqual({ variant: 1, region: 0, text: 'bright' }))
  it('is of the original', () => expect(selected('#old')).toMatchObject({ variant: -1, text: 'It was dark.' }))
  it('leaves out what is struck', () => expect(selected('#a', '#end')?.text).toBe('It was bright.'))
  it('is none in struck words alone', () => expect(selected('#gone')).toBeNull())
  it('is none over two cells', () => expect(selected('#old', '#a')).toBeNull())
  it('is none outside', () => expect(selected('p')).toBeNull())
})
