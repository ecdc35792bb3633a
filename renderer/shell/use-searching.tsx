import type { Extensions } from '@tiptap/core'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { StudioApi } from '@contract/ipc.ts'
import type { LibraryView, ProjectId } from '@contract/library.ts'
import type { OpenEditor } from '../editor/Editor.tsx'
import type { SearchMode } from '../panels/SearchPanel.tsx'
import { everything } from '../state/history.ts'
import type { FindTargets } from './find-commands.ts'
import { JumpTo } from './JumpTo.tsx'
import { createReplaceDesk } from './replace-desk.ts'
import { SearchSide } from './SearchSide.tsx'
import type { Stores } from './stores.ts'
import type { Documents } from './use-documents.ts'
import { useFind } from './use-find.tsx'
import { useGoTo } from './use-go-to.ts'

type Searching = Readonly<{
  /** What the editor is given; made once. */
  extra: Extensions
  /** Over the page. */
  bar: ReactNode
  /** In its tab of the studio panel. */
  side: ReactNode
  /** The dialog for going to a document, while it is open. */
  jump: ReactNode
  commands: FindTargets
  /** To be told of every editor that comes on screen or goes. */
  arrived: (opened: OpenEditor | null) => void
}>

type SearchingParts = Readonly<{
  studio: StudioApi
  stores: Stores
  view: LibraryView
  documents: Documents
  editor: OpenEditor | null
  /** The project of the open document. */
  project: ProjectId | null
  mac: boolean
  showSearch: () => void
  showHistory: () => void
  showInspector: () => void
  showScraps: () => void
}>

/** Finding on the page, in all documents and in the history, and going there. */
export function useSearching(parts: SearchingParts): Searching {
  const { studio, stores, view, documents, editor, project, mac, showSearch, showHistory } = parts
  const [mode, setMode] = useState<SearchMode>('words')
  const [called, setCalled] = useState(0)
  const [jumping, setJumping] = useState(false)
  const page = useRef(editor)
  page.current = editor
  const [desk] = useState(() => createReplaceDesk({ studio, ...stores, page: () => page.current }))
  const canUndoReplace = useStore(desk.undoable, ({ last }) => last.length > 0)
  const goTo = useGoTo(documents, editor)

  function everywhere(next: SearchMode): void {
    setMode(next)
    showSearch()
    setCalled(now => now + 1)
    if (next === 'words') void stores.search.refresh()
    else void desk.look()
  }
  const find = useFind(editor, stores.notices, (options, replacement) => {
    desk.change({ options, replacement, project })
    everywhere('replace')
  })

  return {
    extra: find.extra,
    bar: find.bar,
    side: (
      <SearchSide
        {...{ view, stores, desk, mode, called, project }}
        onMode={setMode}
        onPlace={goTo.go}
        onFootnote={goTo.goToFootnote}
        onCard={id => void documents.open(id).then(parts.showInspector)}
        onScrap={hit => {
          stores.scraps.find(hit.scrap, hit.project, stores.search.store.getState().text)
          parts.showScraps()
        }}
        onRun={hit => {
          void documents.open(hit.document).then(() => {
            showHistory()
            stores.history.change({ ...everything, text: hit.excerpt.find(piece => piece.hit)?.text ?? '' })
          })
        }}
      />
    ),
    jump: jumping && <JumpTo view={view} jump={stores.jump} onGo={goTo.go} onClose={() => setJumping(false)} />,
    commands: {
      isOpen: editor !== null,
      page: find.show,
      step: find.step,
      everywhere,
      jump: () => setJumping(true),
      undoReplace: () => void desk.undoAll(),
      canUndoReplace,
      replaceChord: mac ? 'Mod+Alt+F' : 'Mod+H',
    },
    arrived: goTo.arrived,
  }
}
