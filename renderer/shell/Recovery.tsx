import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { JobId } from '@contract/files.ts'
import type { Reply, StudioApi } from '@contract/ipc.ts'
import type { RecoveryView } from '@contract/recovery.ts'
import { BackupList } from '../panels/BackupList.tsx'
import { RecoveryScreen } from '../panels/RecoveryScreen.tsx'
import type { ActResult } from '../panels/RecoveryScreen.tsx'
import { actTexts } from '../panels/recovery-wording.ts'
import { ask } from '../state/ask.ts'
import { createBackups } from '../state/backups.ts'
import { createLongWork } from '../state/long-work.ts'
import { createNotices } from '../state/notices.ts'
import { WorkOf } from './WorkOf.tsx'
import { useTheme } from './use-theme.ts'

/** The recovery window: it has no library, and asks main for everything that it shows. */
export function Recovery({ studio }: { studio: StudioApi }) {
  const [view, setView] = useState<RecoveryView | null>(null)
  const [backups] = useState(() => createBackups(studio, createNotices()))
  const [longWork] = useState(() => createLongWork(studio))
  const { list, chosen, contents } = useStore(backups.store)
  const [result, setResult] = useState<ActResult | null>(null)
  const [busy, setBusy] = useState(false)
  useTheme(view?.theme ?? 'system')

  useEffect(() => {
    void ask(studio, 'recovery:view').then(reply => reply.ok && setView(reply.value))
    void backups.load()
  }, [studio, backups])

  async function perform(title: string, act: (job: JobId) => Promise<Reply<'recovery:act' | 'backup:restore'>>) {
    setBusy(true)
    setResult(null)
    const reply = await longWork.run(title, act)
    setBusy(false)
    if (!reply.ok) setResult({ tone: 'failed', sentence: reply.fault.message, opens: false })
    else if (reply.value) setResult({ tone: 'done', ...reply.value })
  }

  if (!view) return null
  return (
    <>
      <RecoveryScreen
        view={view}
        result={result}
        busy={busy}
        onAct={act => void perform(actTexts[act].label, job => ask(studio, 'recovery:act', act, job))}
        onShowFolder={() => void ask(studio, 'recovery:show-folder')}
        onQuit={() => void ask(studio, 'recovery:quit')}
      >
        <BackupList
          backups={list}
          chosen={chosen}
          contents={contents}
          nowMs={Date.now()}
          busy={busy}
          onChoose={backups.choose}
          onRestore={name => void perform('Going back to a backup', job => ask(studio, 'backup:restore', name, job))}
        />
      </RecoveryScreen>
      <WorkOf longWork={longWork} />
    </>
  )
}
