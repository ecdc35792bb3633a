import css from '../theme/Recovery.module.css'
import { BackupList } from './BackupList.tsx'
import type { BackupListProps } from './BackupList.tsx'
import { Dialog, DialogButtons } from './Dialog.tsx'

type BackupsDialogProps = BackupListProps &
  Readonly<{
    otherFolder: string | null
    onChooseFolder: (none: boolean) => void
    onBackUp: () => void
    onClose: () => void
  }>

/** The backups of the open library: what is in each, what going back would lose, and where a second copy of each goes. */
export function BackupsDialog({ otherFolder, onChooseFolder, onBackUp, onClose, ...list }: BackupsDialogProps) {
  return (
    <Dialog title="Backups" place="wide" onClose={onClose}>
      <p className={css.note}>
        Made every hour in which something was written. Going back keeps the library as it is now beside the one that
        takes its place, and makes a backup of it first. A backup holds everything but spelling dictionaries that you
        added: keep their files.
      </p>
      <div className={css.list}>
        <BackupList {...list} />
      </div>
      <p className={css.note}>
        {otherFolder === null
          ? 'A second copy of each can go to another folder, such as one on another drive.'
          : `A second copy of each goes to ${otherFolder}.`}
      </p>
      <DialogButtons>
        <button type="button" onClick={() => onChooseFolder(false)}>
          {otherFolder === null ? 'Choose another folder…' : 'Change the folder…'}
        </button>
        {otherFolder !== null && (
          <button type="button" onClick={() => onChooseFolder(true)}>
            No second copy
          </button>
        )}
        <button type="button" onClick={onBackUp}>
          Back up now
        </button>
        <button type="button" data-focus onClick={onClose}>
          Close
        </button>
      </DialogButtons>
    </Dialog>
  )
}
