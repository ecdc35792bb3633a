import { useEffect, useState } from 'react'
import type { CallName, Calls, StudioApi } from '@contract/ipc.ts'
import type { Backup, RecoveryView } from '@contract/recovery.ts'
import { BackupList } from '../panels/BackupList.tsx'
import { RecoveryScreen } from '../panels/RecoveryScreen.tsx'
import type { ActResult } from '../panels/RecoveryScreen.tsx'
import { ask } from '../state/ask.ts'
import { useBackupLook } from './use-backup-look.ts'
import { useTheme } from './use-theme.ts'

/** The recovery window: it has no library, and asks main for everything that it shows. */
export function Recovery({ studio }: { studio: StudioApi }) {
  const [view, setView] = useState<RecoveryView | null>(null)
  const [backups, setBackups] = useState<readonly Backup[]>([])
  const [result, setResult] = useState<ActResult | null>(null)
  const [busy, setBusy] = useState(false)
  const look = useBackupLook(studio)
  useTheme(view?.theme ?? 'system')

  useEffect(() => {
    void ask(studio, 'recovery:view').then(reply => reply.ok && setView(reply.value))
    void ask(studio, 'backup:list').then(reply => reply.ok && setBackups(reply.value))
  }, [studio])

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
        backups={backups}
        chosen={look.chosen}
        contents={look.contents}
        nowMs={Date.now()}
        busy={busy}
        onChoose={look.choose}
        onRestore={name => void perform('backup:restore', name)}
      />
    </RecoveryScreen>
  )
}
