import type { JobProgress } from '@contract/files.ts'
import css from '../theme/Dialog.module.css'
import form from '../theme/Files.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'

type JobDialogProps = Readonly<{ title: string; progress: JobProgress; onCancel: () => void }>

/** Shows how far a long job has come. */
export function JobDialog({ title, progress: { doing, done, of }, onCancel }: JobDialogProps) {
  return (
    <Dialog title={title} onClose={onCancel}>
      <p className={css.note} role="status">
        {doing}
      </p>
      {of > 0 ? (
        <progress className={form.bar} aria-label={title} value={done} max={of} />
      ) : (
        <progress className={form.bar} aria-label={title} />
      )}
      <DialogButtons>
        <button type="button" data-focus onClick={onCancel}>
          Cancel
        </button>
      </DialogButtons>
    </Dialog>
  )
}
