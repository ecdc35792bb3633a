import { describe, expect, it } from 'vitest'
import {
  afterFailure,
  afterStart,
  afterSuccess,
  afterTouch,
  retryAfterMs,
  saveDueMs,
} from '../../../renderer/state/saving.ts'
import type { SaveState } from '../../../renderer/state/saving.ts'

const full = { code: 'disk-full', message: 'The disk is full. Make room on it.' } as const
const saved: SaveState = { kind: 'saved' }
const unsaved: SaveState = { kind: 'unsaved' }
const saving: SaveState = { kind: 'saving', touched: false, failures: 0 }
const failed: SaveState = { kind: 'failed', fault: full, failures: 2 }

function becomes(name: string, next: SaveState, expected: SaveState) {
  it(name, () => expect(next).toEqual(expected))
}

describe('a change', () => {
  becomes('of saved text', afterTouch(saved), unsaved)
  becomes('of unsaved text', afterTouch(unsaved), unsaved)
  becomes('during a save', afterTouch(saving), { ...saving, touched: true })
  becomes('after a failure', afterTouch(failed), failed)
  it('makes no new state where nothing is new: nothing is drawn at every key', () => {
    const touched = afterTouch(saving)
    expect([afterTouch(unsaved), afterTouch(touched), afterTouch(failed)]).toEqual([unsaved, touched, failed])
    expect(afterTouch(unsaved)).toBe(unsaved)
    expect(afterTouch(touched)).toBe(touched)
    expect(afterTouch(failed)).toBe(failed)
  })
})

describe('a save', () => {
  becomes('that succeeds', afterSuccess(saving), saved)
  becomes('that succeeds while the writer goes on', afterSuccess(afterTouch(saving)), unsaved)
  becomes('that fails', afterFailure(saving, full), { kind: 'failed', fault: full, failures: 1 })
  becomes('that fails again', afterFailure(afterStart(failed), full), { kind: 'failed', fault: full, failures: 3 })
  becomes('that succeeds after failures', afterSuccess(afterStart(failed)), saved)
})

describe('the time of a save', () => {
  it('is 1 s after the last change', () => expect(saveDueMs(0, 700)).toBe(1700))
  it('is 5 s after the first, while changes go on', () => expect(saveDueMs(0, 4900)).toBe(5000))
})

it('retries after 2, 4, 8, 16, 30, 30 s', () => {
  expect([1, 2, 3, 4, 5, 6].map(retryAfterMs)).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000])
})
