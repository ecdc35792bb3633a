// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import { useTakenOnce } from '../../../renderer/panels/taken-once.ts'

/** A field with “Old” in it, into which “New” is typed. Returns what was told. */
function typedInto(then: (field: HTMLInputElement, remove: () => void) => void): (string | null)[] {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  const told: (string | null)[] = []
  const Field = () => <input {...useTakenOnce('Old', text => told.push(text))} />
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  act(() => root.render(<Field />))
  const field = document.querySelector('input')!
  field.focus()
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, ' New ')
  act(() => void field.dispatchEvent(new Event('input', { bubbles: true })))
  act(() => then(field, () => root.unmount()))
  act(() => root.unmount())
  document.body.replaceChildren()
  return told
}
const press = (key: string) => (field: HTMLInputElement) =>
  void field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))

it('is taken by Enter, once', () => expect(typedInto(press('Enter'))).toEqual(['New']))
it('is taken when it is left', () => expect(typedInto(field => field.blur())).toEqual(['New']))
it('is taken when it goes', () => expect(typedInto((_, remove) => remove())).toEqual(['New']))
it('is given up by Escape', () => expect(typedInto(press('Escape'))).toEqual([null]))
