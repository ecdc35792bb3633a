import type { Editor, Extensions } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { DocumentId, LibraryView } from '@contract/library.ts'
import type { OpenEditor } from '../editor/Editor.tsx'
import { Corkboard } from '../panels/Corkboard.tsx'
import { Outline } from '../panels/Outline.tsx'
import { nodeOf } from '../state/library-view.ts'
import { rangeOf, textsOf, wholeProject } from '../state/range.ts'
import type { DeskMode } from './Desk.tsx'
import { ReadingView } from './ReadingView.tsx'
import type { Entry } from './ReadingView.tsx'
import type { Stores } from './stores.ts'
import type { BinderDesk } from './use-binder.ts'
import type { Documents } from './use-documents.ts'

export type Views = ReturnType<typeof useViews>
type Stack = Readonly<{ title: string; ids: readonly DocumentId[] }>

/** The ways of looking at a project, beside the page: corkboard, outline, and reading scenes one under the other. */
export function useViews(
  { library, notices }: Stores,
  view: LibraryView,
  documents: Documents,
  binder: BinderDesk,
  extra: Extensions,
  [mode, setMode]: readonly [DeskMode, (mode: DeskMode) => void],
) {
  /** What is read together. It is settled on entering: the page must not go while something in it is not saved. */
  const [stack, setStack] = useState<Stack>({ title: '', ids: [] })
  const entry = useRef<Readonly<{ id: DocumentId; at: Entry }> | null>(null)
  const open = documents.openId()
  const picked = binder.picked.size > 1 ? binder.targets() : []

  // A document that is not read with the others is shown by itself.
  useEffect(() => {
    if (mode === 'reading' && open !== null && !stack.ids.includes(open)) setMode('page')
  }, [mode, open, stack])

  async function show(next: DeskMode): Promise<void> {
    if (next === 'reading') return read(stackOf(view, picked, open))
    if (mode !== 'reading') {
      setMode(next)
      return
    }
    // Opening the document again would take a board away that stood there already.
    if (await binder.away(() => Promise.resolve(null))) setMode(next)
  }

  async function read(next: Stack): Promise<void> {
    const [first] = next.ids
    if (first === undefined) {
      notices.say('There is no text here to read.')
      return
    }
    await binder.away(() => {
      setStack(next)
      setMode('reading')
      return Promise.resolve(open !== null && next.ids.includes(open) ? open : first)
    })
  }

  function readProject(): void {
    const range = wholeProject(view, view.documents.find(({ id }) => id === open)?.project ?? null)
    void read({ title: range.title, ids: textsOf(range).map(it => it.document.id) })
  }

  /** An editor came on screen: the caret goes to where its document was entered. */
  function arrive({ document, editor }: OpenEditor): void {
    const at = entry.current?.id === document ? entry.current.at : null
    entry.current = null
    if (at !== null) placeCaret(editor, at)
  }

  function board(): ReactNode {
    const parts = {
      labels: view.labels,
      open,
      writable: view.readOnly === null,
      onOpen: (id: DocumentId) => void documents.open(id),
    }
    const onChange = (id: DocumentId, change: Parameters<typeof binder.describe>[1]) => binder.describe([id], change)
    if (mode === 'corkboard')
      return (
        <Corkboard
          range={rangeOf(view, picked, open)}
          {...parts}
          onChange={onChange}
          onMove={(id, place) => void binder.move([id], place)}
        />
      )
    if (mode !== 'outline') return null
    const project = view.documents.find(({ id }) => id === open)?.project ?? null
    const range = picked.length > 1 ? rangeOf(view, picked, open) : wholeProject(view, project)
    return <Outline range={range} {...parts} onChange={onChange} />
  }

  const stacked = (editor: ReactNode): ReactNode => (
    <ReadingView
      title={stack.title}
      documents={stack.ids.flatMap(
        id => view.documents.find(it => it.id === id && (it.trashedAtMs === null || id === open)) ?? [],
      )}
      open={open}
      extra={extra}
      load={library.loadDocument}
      onEnter={(id, at) => {
        entry.current = { id, at }
        void documents.open(id)
      }}
    >
      {editor}
    </ReadingView>
  )
  const reading = mode === 'reading' && (open === null || stack.ids.includes(open))
  return { mode, show, readProject, arrive, board: board(), stack: reading ? stacked : null }
}

/** What is read together: the picked documents, or the open one with all it holds, or those beside it; no pictures. */
function stackOf(view: LibraryView, picked: readonly DocumentId[], open: DocumentId | null): Stack {
  const range = rangeOf(view, picked, open)
  const node = open === null || picked.length > 1 ? null : nodeOf(view, open)
  const own = node !== null && node.children.length > 0 ? [node.document.id] : []
  return { title: range.title, ids: [...own, ...textsOf(range).map(({ document }) => document.id)] }
}

function placeCaret(editor: Editor, at: Entry): void {
  if (typeof at === 'string') {
    editor.commands.focus(at)
    return
  }
  const found = editor.view.posAtCoords(at)
  editor.commands.focus(found?.pos ?? 'start', { scrollIntoView: false })
}
