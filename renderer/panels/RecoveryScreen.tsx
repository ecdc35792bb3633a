import type { ReactNode } from 'react'
import type { RecoveryAct, RecoveryView } from '@contract/recovery.ts'
import css from '../theme/Recovery.module.css'
import { actTexts, troubleTexts } from './recovery-wording.ts'
import { counted } from './wording.ts'

/** What the last act came to: a sentence, and whether the library can be opened now. */
export type ActResult = Readonly<{ tone: 'done' | 'failed'; sentence: string; opens: boolean }>

type RecoveryScreenProps = Readonly<{
  view: RecoveryView
  result: ActResult | null
  /** The act that is under way. */
  busy: boolean
  onAct: (act: RecoveryAct) => void
  onShowFolder: () => void
  onQuit: () => void
  /** The list of backups. */
  children: ReactNode
}>

/** Why the library could not be opened, what is safe, and what can be done. */
export function RecoveryScreen({ view, result, busy, onAct, onShowFolder, onQuit, children }: RecoveryScreenProps) {
  const text = troubleTexts[view.trouble]
  const opens = result?.opens === true
  return (
    <main className={css.screen}>
      <h1>{text.heading}</h1>
      <section aria-labelledby="happened">
        <h2 id="happened">What happened</h2>
        <p>{text.happened}</p>
        <p className={css.place}>{view.folder}</p>
      </section>
      <section aria-labelledby="safe">
        <h2 id="safe">What is safe</h2>
        <p>
          {text.safe}
          {view.readable && ` ${readableSentence(view.readable)}`}
        </p>
        {view.rescued && (
          <p>What you typed last and could not be saved is in the file “{view.rescued}” in that folder.</p>
        )}
      </section>
      <div role={result?.tone === 'failed' ? 'alert' : 'status'} className={css.result} data-tone={result?.tone}>
        {result?.sentence}
      </div>
      {opens ? (
        <div className={css.acts}>
          <button type="button" data-main autoFocus onClick={() => onAct('retry')}>
            Open the library
          </button>
        </div>
      ) : (
        <>
          <section aria-labelledby="do">
            <h2 id="do">What can be done</h2>
            <ul className={css.acts}>
              {view.acts.map((act, i) => (
                <li key={act}>
                  <button type="button" data-main={i === 0 || undefined} disabled={busy} onClick={() => onAct(act)}>
                    {actTexts[act].label}
                  </button>
                  <span>{actTexts[act].does}</span>
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="backups">
            <h2 id="backups">Go back to a backup</h2>
            {children}
          </section>
        </>
      )}
      <footer className={css.foot}>
        <details>
          <summary>For a report</summary>
          <p>{view.detail}</p>
        </details>
        <button type="button" onClick={onShowFolder}>
          Show the folder
        </button>
        <button type="button" onClick={onQuit}>
          Quit
        </button>
      </footer>
    </main>
  )
}

function readableSentence({ documents, words }: NonNullable<RecoveryView['readable']>): string {
  return `${counted(documents, 'document')} with ${counted(words, 'word')} can be read.`
}
