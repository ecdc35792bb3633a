import css from '../theme/Dialog.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'

type UnsavedDialogProps = Readonly<{
  /** Why saving failed, as a sentence. */
  reason: string
  onRetry: () => void
  onCopy: () => void
  onLeave: () => void
  onStay: () => void
}>

/** Asked when the window is to close and the last changes could not be written to the disk. */
export function UnsavedDialog({ reason, onRetry, onCopy, onLeave, onStay }: UnsavedDialogProps) {
  return (
    <Dialog title="The last changes are not saved" onClose={onStay}>
      <p className={css.text}>{reason}</p>
      <p className={css.note}>
        Your text is still in this window. Copy it to keep it elsewhere, or stay and try again.
      </p>
      <DialogButtons>
        <button type="button" onClick={onLeave}>
          Close without saving
        </button>
        <button type="button" onClick={onCopy}>
          Copy the text
        </button>
        <button type="button" onClick={onStay}>
          Stay
        </button>
        <button type="button" data-main data-focus onClick={onRetry}>
          Save and close
        </button>
      </DialogButtons>
    </Dialog>
  )
}
