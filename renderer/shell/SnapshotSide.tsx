import { useState } from 'react'
import { useStore } from 'zustand'
import type { Snapshot } from '@contract/snapshots.ts'
import { SnapshotComparison } from '../panels/SnapshotComparison.tsx'
import type { ComparedBlock } from '../panels/SnapshotComparison.tsx'
import { SnapshotsPanel } from '../panels/SnapshotsPanel.tsx'
import { whenText } from '../panels/wording.ts'
import { fragmentText } from '../editor/snapshot-blocks.ts'
import type { BlockPair } from '../editor/snapshot-blocks.ts'
import type { SnapshotDesk } from './snapshot-desk.ts'
import type { Stores } from './stores.ts'

type SnapshotSideProps = Readonly<{ stores: Stores; desk: SnapshotDesk; blocked: string | null }>

/** The tab of snapshots, and the comparison that is open over it. */
export function SnapshotSide({ stores, desk, blocked }: SnapshotSideProps) {
  const { snapshots } = stores
  const { list, compared } = useStore(snapshots.store)
  const [, redraw] = useState(0)
  const pairs = compared && desk.compare(compared.content)

  const restore = (chosen: readonly BlockPair[]) => {
    const changes = chosen.flatMap(pair => (pair.kind === 'changed' ? [pair.change] : []))
    void desk.restore(changes).then(() => redraw(count => count + 1))
  }

  return (
    <>
      <SnapshotsPanel
        list={list}
        nowMs={Date.now()}
        blocked={blocked}
        onTake={name => void desk.takeByHand(name)}
        onCompare={snapshot => void snapshots.compare(snapshot)}
        onRestore={snapshot => void desk.restoreWhole(snapshot)}
        onRestoreProject={snapshot => void desk.restoreProject(snapshot)}
        onRename={(id, name) => void snapshots.rename(id, name)}
        onRemove={snapshots.remove}
        onRetry={() => void snapshots.refresh()}
      />
      {compared && (
        <SnapshotComparison
          about={aboutOf(compared.snapshot)}
          blocks={pairs?.map(comparedBlock) ?? null}
          blocked={blocked}
          onRestore={index => restore(pairs?.slice(index, index + 1) ?? [])}
          onRestoreAll={() => restore(pairs ?? [])}
          onClose={snapshots.endComparison}
        />
      )}
    </>
  )
}

function aboutOf({ name, atMs }: Snapshot): string {
  return name === '' ? whenText(atMs, Date.now()) : `“${name}”`
}

function comparedBlock(pair: BlockPair): ComparedBlock {
  if (pair.kind === 'same') return pair
  const { now, then } = pair.change
  return { kind: 'changed', then: fragmentText(then), now: fragmentText(now) }
}
