import type { Backup, BackupContents, Loss } from '@contract/recovery.ts'
import css from '../theme/Recovery.module.css'
import { backupReason } from './recovery-wording.ts'
import { counted, oneOrMany, whenText } from './wording.ts'

export type BackupListProps = Readonly<{
  backups: readonly Backup[]
  /** The name of the one that is looked into; what is in it: null until that is known, a sentence if it cannot be read. */
  chosen: string | null
  contents: BackupContents | string | null
  nowMs: number
  busy: boolean
  onChoose: (name: string) => void
  onRestore: (name: string) => void
}>

/** The backups, newest first; the chosen one shows what it holds and what going back to it would lose. */
export function BackupList({ backups, chosen, contents, nowMs, busy, onChoose, onRestore }: BackupListProps) {
  if (backups.length === 0) return <p className={css.note}>There is no backup.</p>
  return (
    <ul className={css.backups} aria-label="Backups, newest first">
      {backups.map(backup => (
        <li key={backup.name} data-open={backup.name === chosen}>
          <button
            type="button"
            className={css.backup}
            aria-expanded={backup.name === chosen}
            onClick={() => onChoose(backup.name)}
          >
            <b>{whenText(backup.atMs, nowMs)}</b>
            <span>
              {backupReason(backup)}
              {backup.elsewhere && ', in the other folder'}
            </span>
          </button>
          {backup.name === chosen && (
            <div className={css.inside} role="region" aria-label="What is in this backup" aria-live="polite">
              <Contents contents={contents} />
              {contents !== null && typeof contents !== 'string' && (
                <button type="button" data-main disabled={busy} onClick={() => onRestore(backup.name)}>
                  Restore this backup
                </button>
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function Contents({ contents }: { contents: BackupContents | string | null }) {
  if (contents === null) return <p>Looking into it…</p>
  if (typeof contents === 'string') return <p>{contents}</p>
  const holds = `It holds ${counted(contents.documents, 'document')} with ${counted(contents.words, 'word')}.`
  if (contents.loss === null)
    return <p>{holds} Nothing can be read of the library as it is now, so the two cannot be compared.</p>
  return (
    <>
      <p>{holds}</p>
      <LossOf loss={contents.loss} />
    </>
  )
}

/** Titles listed by name at most; the others are counted. */
const NAMED = 12

function LossOf({ loss }: { loss: Loss }) {
  const { missing, changed, scraps, same, unread } = loss
  const rest = unread ? ' Not all of the damaged library could be read, so there may be more.' : ''
  if (missing.length + changed.length + scraps === 0)
    return (
      <p>
        Nothing that can be read now would be lost: {counted(same, 'document')} {oneOrMany(same, 'is', 'are')} the same.
        {rest}
      </p>
    )
  return (
    <>
      {missing.length > 0 && (
        <Titles
          heading="Not in it, and lost by going back:"
          lines={missing.map(it => `${it.title} (${counted(it.words, 'word')})`)}
        />
      )}
      {changed.length > 0 && (
        <Titles
          heading="Changed since, and lost as they are now:"
          lines={changed.map(
            it => `${it.title} (now ${counted(it.words, 'word')}, then ${counted(it.wordsThen, 'word')})`,
          )}
        />
      )}
      {scraps > 0 && <p>Not in it, and lost by going back: {counted(scraps, 'scrap')}.</p>}
      <p>
        {counted(same, 'other document')} {oneOrMany(same, 'is', 'are')} the same.{rest}
      </p>
    </>
  )
}

function Titles({ heading, lines }: { heading: string; lines: readonly string[] }) {
  return (
    <>
      <p>{heading}</p>
      <ul>
        {lines.slice(0, NAMED).map((line, i) => (
          <li key={i}>{line}</li>
        ))}
        {lines.length > NAMED && <li>and {counted(lines.length - NAMED, 'other')}</li>}
      </ul>
    </>
  )
}
