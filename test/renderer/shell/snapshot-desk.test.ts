// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { DocumentDraft, DocumentId } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import type { Snapshot, SnapshotContent, SnapshotId, SnapshotSetId } from '@contract/snapshots.ts'
import type { OpenEditor } from '../../../renderer/editor/Editor.tsx'
import { createSnapshotDesk } from '../../../renderer/shell/snapshot-desk.ts'
import { createStores } from '../../../renderer/shell/stores.ts'
import { doc, p } from '../../support/page.ts'
import { quietExtensions } from '../editor/quiet-extensions.ts'
import { scriptedStudio } from '../state/scripted-studio.ts'

const a = 'a' as DocumentId
const b = 'b' as DocumentId
const full: Fault = { code: 'disk-full', message: 'The disk is full.' }
const asItWas = doc(p('The lamp was lit.'), p('It was dark.'))

const open: OpenEditor[] = []
beforeEach(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
})
afterEach(() => open.splice(0).forEach(({ editor }) => editor.destroy()))

/** A page of a document that says something else now than its snapshot. */
function pageOf(document: DocumentId): OpenEditor {
  const content = doc(p('The lamp was not lit.'), p('Nobody came.')).toJSON() as object
  const editor = new Editor({ element: window.document.createElement('div'), extensions: quietExtensions, content })
  const draft = () => ({ doc: editor.getJSON(), text: '', words: 0 }) as unknown as DocumentDraft
  open.push({ document, editor, draft })
  return open.at(-1)!
}

/** A desk with a page of `a`. `take`: what main answers to a snapshot that is taken; what `meanwhile` does, it does then. */
async function opened(take: Snapshot[] | Fault = [], meanwhile: () => void = () => undefined) {
  const snapshot = { id: 's' as SnapshotId, document: a, set: 'set' as SnapshotSetId, title: 'Alpha' } as Snapshot
  const content = { doc: asItWas.toJSON() as SnapshotContent['doc'], text: '', words: 0 }
  const { studio, named } = scriptedStudio({
    'snapshot:list': () => [snapshot],
    'snapshot:load': () => content,
    'snapshot:list-set': () => [snapshot],
    'snapshot:restore': () => [],
    'snapshot:take': () => {
      meanwhile()
      return take
    },
  })
  const stores = createStores(studio)
  const at = { page: pageOf(a) as OpenEditor | null }
  stores.snapshots.show(a)
  const desk = createSnapshotDesk(stores, () => at.page)
  const text = () => open[0]!.editor.state.doc.textBetween(0, open[0]!.editor.state.doc.content.size, '\n')
  const said = () => stores.notices.store.getState().map(notice => notice.text)
  await vi.waitFor(() => expect(stores.snapshots.store.getState().list.phase).toBe('ready'))
  return { desk, snapshot, content, at, text, said, named }
}

const before = 'The lamp was not lit.\nNobody came.'
const asItWasThen = 'The lamp was lit.\nIt was dark.'

it('a restored text is told once it is as it was', async () => {
  const { desk, snapshot, text, said } = await opened()
  expect(await desk.restoreWhole(snapshot)).toBe(true)
  expect(text()).toBe(asItWasThen)
  expect(said()).toEqual(['The text is as it was. Undo takes that back.'])
})

it('a text that is as it was already needs no snapshot before', async () => {
  const { desk, snapshot, named } = await opened()
  await desk.restoreWhole(snapshot)
  expect(await desk.restoreWhole(snapshot)).toBe(true)
  expect(named('snapshot:take')).toHaveLength(1)
})

it('nothing is restored, and nothing said to be, without the snapshot before', async () => {
  const { desk, snapshot, text, said } = await opened(full)
  expect(await desk.restoreWhole(snapshot)).toBe(false)
  expect(text()).toBe(before)
  expect(said()).toEqual(['No snapshot could be taken. The disk is full.'])
})

it('a project of which the open text could not be put back is not said to be as it was', async () => {
  const { desk, snapshot, said } = await opened(full)
  await desk.restoreProject(snapshot)
  expect(said().join(' ')).toContain('“Alpha” is not.')
  expect(said().join(' ')).not.toContain('The project is as it was.')
})

it('a text into which something was typed meanwhile stays as it is', async () => {
  const { desk, snapshot, text, said } = await opened([], () => open[0]!.editor.commands.insertContent('Oh. '))
  expect(await desk.restoreWhole(snapshot)).toBe(false)
  expect(text()).toBe(`Oh. ${before}`)
  expect(said()[0]).toMatch(/^The text was changed or closed meanwhile/)
})

it('another document that was opened meanwhile is not touched', async () => {
  const { desk, snapshot, at, said } = await opened()
  const going = desk.restoreWhole(snapshot)
  at.page = pageOf(b)
  expect(await going).toBe(false)
  expect(at.page.editor.state.doc.textContent).not.toContain('dark')
  expect(said()).toEqual(['Another document was opened meanwhile, so the text was not put back.'])
})

it('a snapshot is compared with its own document alone', async () => {
  const { desk, content, at } = await opened()
  expect(desk.compare(content)).toHaveLength(3)
  at.page = pageOf(b)
  expect(desk.compare(content)).toBe(null)
})
