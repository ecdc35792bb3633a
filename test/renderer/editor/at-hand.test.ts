// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import type { AnyExtension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { afterEach, describe, expect, it } from 'vitest'
import { footnoteControl } from '../../../renderer/editor/footnote-control.ts'
import { gapControl } from '../../../renderer/editor/gap-control.ts'
import { Lock } from '../../../renderer/editor/lock.ts'
import { regionControl } from '../../../renderer/editor/region-control.ts'
import { Region } from '../../../renderer/editor/region.ts'
import { doc, gap, note, p, r } from '../../support/page.ts'
import { quietExtensions } from './quiet-extensions.ts'

const open: Editor[] = []
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

type Control = (onTell: (now: unknown) => void) => AnyExtension
const controls: readonly (readonly [string, Control])[] = [
  ['footnote', footnoteControl],
  ['gap', onGap => gapControl({ onGap })],
  ['region', regionControl],
]

const content = doc(p('One ', gap(), note('Of oil.'), r('two'), ' three.'))
const [atGap, atNote, inRegion] = [5, 6, 8]
const places: Readonly<Record<string, number>> = { footnote: atNote, gap: atGap, region: inRegion }

describe.each(controls)('the %s at hand', (name, control) => {
  let told: unknown = null
  const extension = control(now => (told = now))
  function edit(of: Node = content): Editor {
    const extensions = [...quietExtensions, Region, Lock, extension]
    const editor = new Editor({ element: document.createElement('div'), extensions, content: of.toJSON() as object })
    open.push(editor)
    return editor
  }
  const select = (editor: Editor) =>
    name === 'region' ? editor.commands.setTextSelection(inRegion) : editor.commands.setNodeSelection(places[name]!)

  it('stays told when the editor of the document before goes after it', () => {
    const before = edit()
    select(before)
    const now = edit()
    select(now)
    const of = told
    expect(of).not.toBeNull()
    before.destroy()
    expect(told).toBe(of)
    now.destroy()
    expect(told).toBeNull()
  })
  it('is none when its editor goes and another came that has none', () => {
    const before = edit()
    select(before)
    edit(doc(p('None.')))
    before.destroy()
    expect(told).toBeNull()
  })
  it('is told again once the page has its plugins anew', () => {
    const editor = edit()
    select(editor)
    editor.view.updateState(editor.state.reconfigure({ plugins: editor.state.plugins }))
    expect(told).not.toBeNull()
  })
})
