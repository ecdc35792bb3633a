import { useRef, useState } from 'react'
import type { StudioApi } from '@contract/ipc.ts'
import type { BackupContents } from '@contract/recovery.ts'
import { ask } from '../state/ask.ts'

/** Which backup is looked into, and what is in it: null until main has answered, a sentence if it cannot be read. */
export function useBackupLook(studio: StudioApi) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [contents, setContents] = useState<BackupContents | string | null>(null)
  const latest = useRef<string | null>(null)

  function choose(name: string): void {
    const next = name === latest.current ? null : name
    latest.current = next
    setChosen(next)
    setContents(null)
    if (next === null) return
    void ask(studio, 'backup:look', next).then(reply => {
      if (latest.current === next) setContents(reply.ok ? reply.value : reply.fault.message)
    })
  }

  return { chosen, contents, choose }
}
