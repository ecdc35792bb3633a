import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { DocumentId, LibraryView } from '@contract/library.ts'
import type { Piece } from '@contract/search.ts'
import { JumpDialog } from '../panels/JumpDialog.tsx'
import { fitting } from '../state/jump.ts'
import { openableDocuments } from '../state/library-view.ts'
import type { Search } from '../state/search.ts'

type JumpToProps = Readonly<{
  view: LibraryView
  jump: Search
  onGo: (document: DocumentId, excerpt: readonly Piece[]) => void
  onClose: () => void
}>

const TITLES_MAX = 12
const TEXTS_MAX = 12

/** Going to a document: titles at once, texts as main finds them. */
export function JumpTo({ view, jump, onGo, onClose }: JumpToProps) {
  const { text, results } = useStore(jump.store)
  useEffect(() => void jump.search('', null), [jump])
  const titles = fitting(openableDocuments(view), text)
    .slice(0, TITLES_MAX)
    .map(({ id, title, project }) => ({ id, title, aside: view.projects.find(it => it.id === project)?.title ?? '' }))
  const hits = text.trim() === '' ? [] : results.documents.filter(({ excerpt }) => excerpt.some(({ hit }) => hit))
  return (
    <JumpDialog
      text={text}
      titles={titles}
      hits={hits.slice(0, TEXTS_MAX)}
      onText={typed => void jump.search(typed)}
      onTitle={id => onGo(id, [])}
      onHit={hit => onGo(hit.document, hit.excerpt)}
      onClose={onClose}
    />
  )
}
