import { useEffect, useState } from 'react'
import type { PrunePreview, PruneRule } from '@contract/history.ts'
import type { DocumentId, LibraryView, ProjectId } from '@contract/library.ts'
import { PruneDialog } from '../panels/PruneDialog.tsx'
import type { PruneChoice } from '../panels/PruneDialog.tsx'
import { counted } from '../panels/wording.ts'
import { DAY_MS, wideScopeOf } from '../state/history.ts'
import type { Stores } from './stores.ts'

type PruneOfProps = Readonly<{
  view: LibraryView
  stores: Stores
  /** The open document and its project. */
  open: DocumentId | null
  project: ProjectId | null
  onClose: () => void
}>

/** What goes where nothing is open that the choice speaks of. */
const nothing: PrunePreview = { gone: [], runs: 0, bytes: 0 }

/** The dialog that prunes the history: what its preview lists, by their ids, is what goes. */
export function PruneOf({ view, stores, open, project, onClose }: PruneOfProps) {
  const { history, library, longWork, document, notices } = stores
  const [nowMs] = useState(Date.now)
  const [busy, setBusy] = useState(false)
  const [preview, setPreview] = useState<PrunePreview | null>(null)
  const [choice, setChoice] = useState<PruneChoice>({
    ...{ scope: 'library', days: 90, megabytes: null, starred: false, accepted: false },
  })

  useEffect(() => {
    let isLatest = true
    const rule = ruleOf(choice, nowMs, open, project)
    setPreview(rule === null ? nothing : null)
    if (rule === null) return
    void history.foreseePruning(rule).then(reply => {
      if (!isLatest) return
      if ('code' in reply) notices.say(reply.message, 'alert')
      else setPreview(reply)
    })
    return () => {
      isLatest = false
    }
  }, [choice])

  async function prune(): Promise<void> {
    const gone = preview?.gone ?? []
    setBusy(true)
    const file = (await document.flush()) ? await longWork.run('Backing up', library.backUp) : null
    if (file === null) notices.say('No backup could be made, so nothing was deleted.', 'alert')
    else {
      const fault = await history.prune(gone.map(run => run.id))
      if (fault !== null) notices.say(`Nothing was deleted. ${fault.message}`, 'alert')
      else notices.say(`${counted(gone.length, 'run')} deleted. The backup from before: ${file}`)
    }
    onClose()
  }

  return (
    <PruneDialog
      {...{ choice, preview, busy, nowMs, onClose }}
      titleOf={id => view.documents.find(it => it.id === id)?.title ?? ''}
      onChoose={change => setChoice({ ...choice, ...change })}
      onPrune={() => void prune()}
    />
  )
}

function ruleOf(
  { scope: kind, days, megabytes, starred, accepted }: PruneChoice,
  nowMs: number,
  document: DocumentId | null,
  project: ProjectId | null,
): PruneRule | null {
  const scope = wideScopeOf(kind, document, project)
  if (scope === null) return null
  return {
    scope,
    beforeMs: days === null ? null : nowMs - days * DAY_MS,
    keepBytes: megabytes === null ? null : megabytes * 1_000_000,
    ...{ starred, accepted },
  }
}
