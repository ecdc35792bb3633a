import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Original } from '@contract/files.ts'
import type { LibraryView } from '@contract/library.ts'
import type { DocumentId } from '@contract/library.ts'
import { HistoryPanel } from '../panels/HistoryPanel.tsx'
import { InspectorPanel } from '../panels/InspectorPanel.tsx'
import { PassagePanel } from '../panels/PassagePanel.tsx'
import { StudioPanel } from '../panels/StudioPanel.tsx'
import type { StudioTab } from '../panels/StudioPanel.tsx'
import type { KeyOf } from '../panels/wording.ts'
import { nodeOf } from '../state/library-view.ts'
import { putOnClipboard } from './clipboard.ts'
import type { Passage } from './passage.ts'
import type { SnapshotDesk } from './snapshot-desk.ts'
import { SnapshotSide } from './SnapshotSide.tsx'
import type { Stores } from './stores.ts'
import type { PastRuns } from './use-history.tsx'

type StudioSideProps = Readonly<{
  view: LibraryView
  stores: Stores
  passage: Passage
  snapshots: SnapshotDesk
  past: PastRuns
  tab: StudioTab
  keyOf: KeyOf
  /** The content of the search tab. */
  search: ReactNode
  /** The content of the tab of scraps. */
  scraps: ReactNode
  open: DocumentId | null
  onTab: (tab: StudioTab) => void
  onLabels: () => void
  onPrune: () => void
}>

/** The studio panel with the content of its tabs. */
export function StudioSide({
  view,
  stores,
  passage,
  snapshots,
  past,
  tab,
  keyOf,
  search,
  scraps,
  open,
  onTab,
  onLabels,
  onPrune,
}: StudioSideProps) {
  const { library, history, files, notices } = stores
  const { settings } = view
  const runs = useStore(history.store)
  const node = open === null || tab !== 'inspector' ? null : nodeOf(view, open)
  const originals = useOriginals(stores, node?.document.id ?? null)
  return (
    <StudioPanel tab={tab} onTab={onTab}>
      {tab === 'search' && search}
      {tab === 'scraps' && scraps}
      {tab === 'inspector' && (
        <InspectorPanel
          document={node?.document ?? null}
          words={node?.words ?? 0}
          labels={view.labels}
          originals={originals}
          writable={view.readOnly === null}
          onChange={change => (node ? library.describe([node.document.id], change) : Promise.resolve(false))}
          onLabels={onLabels}
          onSaveOriginal={original => node && void files.saveOriginal(node.document.id, original)}
        />
      )}
      {tab === 'passage' && (
        <PassagePanel
          settings={settings.run}
          seedFixed={settings.seedFixed}
          phase={passage.phase}
          progress={passage.progress}
          blocked={passage.blocked}
          fillKey={keyOf('fill')}
          stopKey={keyOf('stop')}
          gap={passage.gap.atHand}
          region={passage.region.atHand}
          linksLocked={settings.linksLocked}
          presets={settings.presets}
          keyOf={keyOf}
          onPresets={(presets, lost) => {
            const before = settings.presets
            library.changeSettings({ presets })
            const undo = { label: 'Undo', run: () => library.changeSettings({ presets: before }) }
            if (lost !== undefined) notices.offer('presets', lost, undo)
          }}
          onChange={run => library.changeSettings({ run })}
          onGapWords={passage.gap.wish}
          onRegionLength={passage.region.wish}
          onLinksLocked={linksLocked => library.changeSettings({ linksLocked })}
          onSeedFixed={seedFixed => library.changeSettings({ seedFixed })}
          onCopySeed={() => {
            if (putOnClipboard(String(settings.run.seed))) notices.say('The seed is on the clipboard.')
          }}
          onFill={passage.fill}
          onStop={passage.stop}
        />
      )}
      {tab === 'history' && (
        <HistoryPanel
          list={runs.list}
          filter={runs.filter}
          nowMs={Date.now()}
          blocked={view.readOnly}
          titleOf={id => view.documents.find(it => it.id === id)?.title ?? ''}
          acts={past.acts}
          onFilter={past.filter}
          onMore={() => void history.more()}
          onPrune={onPrune}
          onRetry={() => void history.refresh()}
        />
      )}
      {tab === 'snapshots' && <SnapshotSide stores={stores} desk={snapshots} blocked={view.readOnly} />}
    </StudioPanel>
  )
}

/** The files that a document was imported from; none until they are known. */
function useOriginals({ files }: Stores, id: DocumentId | null): readonly Original[] {
  const [known, setKnown] = useState<Readonly<{ id: DocumentId; originals: readonly Original[] }> | null>(null)
  useEffect(() => {
    if (id !== null) void files.originalsOf(id).then(originals => setKnown({ id, originals }))
  }, [files, id])
  return known !== null && known.id === id ? known.originals : []
}
