import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { CallName, Calls, StudioApi } from '@contract/ipc.ts'
import type { RecoveryView } from '@contract/recovery.ts'
import { BackupList } from '../panels/BackupList.tsx'
import { RecoveryScreen } from '../panels/RecoveryScreen.tsx'
import type { ActResult } from '../panels/RecoveryScreen.tsx'
import { ask } from '../state/ask.ts'
import { createBackups } from '../state/backups.ts'
import { createNotices } from '../state/notices.ts'
import { useTheme } from './use-theme.ts'

/** The recovery window: it has no library, and asks main for everything that it shows. */
export function Recovery({ studio }: { studio: StudioApi }) {
  const [view, setView] = useState<RecoveryView | null>(null)
  const [backups] = useState(() => createBackups(studio, createNotices()))
  const { list, chosen, contents } = useStore(backups.store)
  const [result, setResult] = useState<ActResult | null>(null)
  const [busy, setBusy] = useState(false)
  useTheme(view?.theme ?? 'system')

  useEffect(() => {
    void ask(studio, 'recovery:view').then(reply => reply.ok && setView(reply.value))
    void backups.load()
  }, [studio, backups])

  async function perform<N extends 'recovery:act' | 'backup:restore'>(name: N, ...args: Parameters<Calls[N]>) {
    setBusy(true)
    setResult(null)
    const reply = await ask<CallName>(studio, name, ...args)
    setBusy(false)
    if (!reply.ok) setResult({ tone: 'failed', sentence: reply.fault.message, opens: false })
    else if (reply.value) setResult({ tone: 'done', ...(reply.value as { sentence: string; opens: boolean }) })
  }

  if (!view) return null
  return (
    <RecoveryScreen
      view={view}
      result={result}
      busy={busy}
      onAct={act => void perform('recovery:act', act)}
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
        onRestore={name => void perform('backup:restore', name)}
      />
    </RecoveryScreen>
  )
}
