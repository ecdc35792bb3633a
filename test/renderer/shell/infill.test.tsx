// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import { defaultSettings } from '../../../electron/store/settings.ts'
import type { OpenEditor } from '../../../renderer/editor/Editor.tsx'
import { createStores } from '../../../renderer/shell/stores.ts'
import { useInfill } from '../../../renderer/shell/use-infill.tsx'
import { doc, p, r } from '../../support/page.ts'
import { quietExtensions } from '../editor/quiet-extensions.ts'
import { scriptedStudio } from '../state/scripted-studio.ts'

it('the page has the keys once a run begins and the field that had them goes', () => {
  const nothing = () => undefined
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = nothing
      disconnect = nothing
    },
  )
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  const { studio } = scriptedStudio({ 'run:start': nothing, 'run:cancel': nothing, 'run:foresee': nothing })
  const stores = createStores(studio)
  let infill: ReturnType<typeof useInfill>
  function Panel({ open }: Readonly<{ open: OpenEditor | null }>) {
    infill = useInfill(stores, open, defaultSettings, { kind: 'loading', doing: '' }, null)
    return (
      <>
        {infill.passage.region.atHand && <input />}
        {infill.onPage(() => '')}
      </>
    )
  }
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  act(() => root.render(<Panel open={null} />))
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    extensions: [...quietExtensions, ...infill!.extra],
    content: doc(p('One ', r('two'), ' three.')).toJSON() as object,
  })
  act(() => root.render(<Panel open={{ document: 'd', editor } as unknown as OpenEditor} />))
  act(() => {
    editor.commands.setTextSelection(6)
  })
  const field = document.querySelector('input')!
  field.focus()
  act(() => infill.passage.fill())
  expect(field.isConnected).toBe(false)
  expect(document.activeElement).toBe(editor.view.dom)
  act(() => {
    root.unmount()
    editor.destroy()
  })
})
