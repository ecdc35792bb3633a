import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { StudioApi } from '@contract/ipc.ts'
import { UnsavedDialog } from '../panels/UnsavedDialog.tsx'
import { ask } from '../state/ask.ts'
import css from '../theme/App.module.css'
import { copyText, keepAll } from './stores.ts'
import type { Stores } from './stores.ts'
import { Studio } from './Studio.tsx'
import { useTheme } from './use-theme.ts'

type AppProps = Readonly<{ studio: StudioApi; stores: Stores }>

/** The window: the studio once the library is read, and what to do when it cannot be. */
export function App({ studio, stores }: AppProps) {
  const library = useStore(stores.library.store)
  const unsaved = useClosing(studio, stores)
  useTheme(library.phase === 'ready' ? library.view.settings.theme : 'system')
  return (
    <>
      {library.phase === 'loading' && (
        <div className={css.blank} role="status" aria-label="The library is being read" />
      )}
      {library.phase === 'failed' && (
        <main className={css.fault}>
          <h1>The library could not be opened</h1>
          <p>{library.fault.message}</p>
          <button type="button" onClick={() => void stores.library.load()}>
            Try again
          </button>
        </main>
      )}
      {library.phase === 'ready' && (
        <Studio studio={studio} view={library.view} stores={stores} mac={studio.platform === 'darwin'} />
      )}
      {unsaved}
    </>
  )
}

/** Saves when the window loses the focus, and before it closes; asks the writer where that fails. */
function useClosing(studio: StudioApi, stores: Stores) {
  const [reason, setReason] = useState<string | null>(null)
  const { document, library, notices } = stores

  async function close(): Promise<void> {
    // A field that keeps its text when it is left does so now.
    if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur()
    if (await keepAll(stores)) await ask(studio, 'close:ready')
    else {
      await ask(studio, 'close:held')
      const state = document.store.getState()
      setReason(state.phase === 'open' && state.save.kind === 'failed' ? state.save.fault.message : 'Saving failed.')
    }
  }

  useEffect(() => {
    const save = () => {
      void document.flush()
      void library.flushSettings()
    }
    window.addEventListener('blur', save)
    const stopListening = studio.on('close:asked', () => void close())
    return () => {
      window.removeEventListener('blur', save)
      stopListening()
    }
    // `studio` and `stores` are made once and never change.
  }, [studio, stores])

  return reason === null ? null : (
    <UnsavedDialog
      reason={reason}
      onRetry={() => {
        setReason(null)
        void close()
      }}
      onCopy={() => copyText(document, notices)}
      onLeave={() => void ask(studio, 'close:ready')}
      onStay={() => setReason(null)}
    />
  )
}
