import type { ModelState } from '@contract/engine.ts'
import css from '../theme/Dialog.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { grouped } from './wording.ts'

type ModelDialogProps = Readonly<{ model: ModelState; onClose: () => void }>

export function ModelDialog({ model, onClose }: ModelDialogProps) {
  return (
    <Dialog title="The model" onClose={onClose}>
      <Facts model={model} />
      <DialogButtons>
        <button type="button" data-focus onClick={onClose}>
          Close
        </button>
      </DialogButtons>
    </Dialog>
  )
}

function Facts({ model }: { model: ModelState }) {
  switch (model.kind) {
    case 'loading':
      return <p className={css.text}>{model.doing}</p>
    case 'absent':
      return <p className={css.text}>{model.fault.message} Writing, saving and the history work without it.</p>
    case 'ready':
      return (
        <>
          <dl className={css.facts}>
            <dt>Name</dt>
            <dd>{model.title}</dd>
            <dt>Version</dt>
            <dd>{model.version}</dd>
            <dt>Runs on</dt>
            <dd>{model.backend}</dd>
            <dt>Woke in</dt>
            <dd>{grouped(Math.round(model.milliseconds))} ms</dd>
          </dl>
          <p className={css.note}>It runs on this machine. Nothing you write is sent anywhere.</p>
        </>
      )
  }
}
