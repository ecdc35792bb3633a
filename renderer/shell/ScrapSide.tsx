import { useStore } from 'zustand'
import type { LibraryView, ProjectId } from '@contract/library.ts'
import { ScrapsPanel } from '../panels/ScrapsPanel.tsx'
import type { KeyOf } from '../panels/wording.ts'
import type { ScrapDesk } from './scrap-desk.ts'
import type { Stores } from './stores.ts'

type ScrapSideProps = Readonly<{
  stores: Stores
  view: LibraryView
  desk: ScrapDesk
  /** The project of the open document, or null. */
  project: ProjectId | null
  keyOf: KeyOf
}>

/** The tab of scraps. */
export function ScrapSide({ stores, view, desk, project, keyOf }: ScrapSideProps) {
  const { scraps } = stores
  const state = useStore(scraps.store)
  const elsewhere = state.project !== project ? view.projects.find(({ id }) => id === state.project) : undefined
  return (
    <ScrapsPanel
      {...state}
      elsewhere={elsewhere?.title ?? null}
      nowMs={Date.now()}
      blocked={view.readOnly}
      moveKey={keyOf('scrap-move')}
      keepKey={keyOf('scrap-keep')}
      variantKey={keyOf('scrap-variant')}
      titleOf={id => view.documents.find(it => it.id === id)?.title ?? ''}
      onHome={() => scraps.show(project)}
      onFilter={scraps.change}
      onMore={() => void scraps.more()}
      onRetry={() => void scraps.refresh()}
      takes={data => view.readOnly === null && desk.takes(data)}
      onDrop={data => void desk.keepDropped(data)}
      acts={{
        onInsert: id => void desk.insert(id),
        onCopy: id => void desk.copy(id),
        onRead: id => void scraps.read(id),
        onStar: (id, on) => void scraps.star(id, on),
        onRemove: id => void scraps.remove(id),
        onPutBack: id => void scraps.putBack(id),
      }}
    />
  )
}
