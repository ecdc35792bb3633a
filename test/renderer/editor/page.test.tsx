// @vitest-environment jsdom
import { act } from 'react'
import type { ComponentProps } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import type { Document, DocumentId } from '@contract/library.ts'
import { Editor } from '../../../renderer/editor/Editor.tsx'
import type { OpenEditor } from '../../../renderer/editor/Editor.tsx'
import { doc, p } from '../../support/page.ts'
import { summaryOf } from '../../support/binder.ts'

const document: Document = {
  ...summaryOf('d', 'p'),
  ...{ doc: doc(p('The lamp was lit.')).toJSON() as Document['doc'], caret: { anchor: 5, head: 5 } },
  ...{ revision: 1, journal: [] },
}

it('the page bears the name of its document as it is now', () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  const root = createRoot(window.document.body.appendChild(window.document.createElement('div')))
  const opened: (OpenEditor | null)[] = []
  const nothing = () => undefined
  const parts: Omit<ComponentProps<typeof Editor>, 'label'> = {
    ...{ document, extra: [], stacked: true, editable: true, typographicQuotes: false },
    ...{ onOpen: open => opened.push(open), onEdit: nothing, onChanges: nothing, onUnfit: nothing },
    ...{ onCaret: nothing, onCount: nothing, onRefused: nothing },
  }
  const title = (label: string) => act(() => root.render(<Editor {...parts} label={label} />))
  const page = () => window.document.querySelector('[role=textbox]')!
  title('Text of Untitled')
  expect(page().getAttribute('aria-label')).toBe('Text of Untitled')
  const before = page()
  title('Text of The lamp')
  expect(page().getAttribute('aria-label')).toBe('Text of The lamp')
  act(() => void opened[0]!.editor.commands.insertContent('new '))
  expect(page().getAttribute('aria-label')).toBe('Text of The lamp')
  expect(page()).toBe(before)
  expect(page().textContent).toBe('The new lamp was lit.')
  expect(opened.map(open => open?.document)).toEqual(['d' as DocumentId])
  act(() => root.unmount())
})
