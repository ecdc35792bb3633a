import { BACKEND_TITLES } from '@contract/engine.ts'
import type { BackendChoice, BackendName, ModelState } from '@contract/engine.ts'
import css from '../theme/Dialog.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { grouped } from './wording.ts'

type ModelDialogProps = Readonly<{
  model: ModelState
  backend: BackendChoice
  onBackend: (backend: BackendChoice) => void
  onClose: () => void
}>

export function ModelDialog({ model, backend, onBackend, onClose }: ModelDialogProps) {
  return (
    <Dialog title="The model" onClose={onClose}>
      <Facts model={model} />
      <label className={`${css.label} ${css.apart}`}>
        Compute on
        <select
          className={css.input}
          value={backend}
          onChange={event => onBackend(event.target.value as BackendChoice)}
        >
          <option value="auto">Auto: the fastest that is right</option>
          {offered(model, backend).map(name => (
            <option key={name} value={name}>
              {BACKEND_TITLES[name]}
            </option>
          ))}
        </select>
      </label>
      <p className={css.note}>A change wakes the model anew and stops what it writes.</p>
      <DialogButtons>
        <button type="button" data-focus onClick={onClose}>
          Close
        </button>
      </DialogButtons>
    </Dialog>
  )
}

/** What may be chosen: what the engine knows of once it is awake, and what is chosen already. */
function offered(model: ModelState, chosen: BackendChoice): readonly BackendName[] {
  const known = model.kind === 'ready' ? model.known : ['cpu' as const]
  return chosen === 'auto' || known.includes(chosen) ? known : [...known, chosen]
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
          {model.skipped.map(why => (
            <p key={why} className={css.note}>
              {why}
            </p>
          ))}
          <p className={css.note}>It runs on this machine. Nothing you write is sent anywhere.</p>
        </>
      )
  }
}
