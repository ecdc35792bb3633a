import type { ModelState } from '@contract/engine.ts'
import type { SaveState } from '../state/saving.ts'
import css from '../theme/TopBar.module.css'
import { IconButton } from './IconButton.tsx'
import { LeftPanelIcon, RightPanelIcon } from './icons.tsx'
import type { KeyOf } from './wording.ts'

type TopBarProps = Readonly<{
  project: string | null
  document: string | null
  model: ModelState
  /** Null while no document is open. */
  save: SaveState | null
  readOnly: boolean
  keyOf: KeyOf
  binderShown: boolean
  studioShown: boolean
  onPalette: () => void
  onModel: () => void
  onBinder: () => void
  onStudio: () => void
  onRetrySave: () => void
}>

export function TopBar(props: TopBarProps) {
  return (
    <header className={css.bar} data-pane="bar">
      <IconButton name="Binder" keys={props.keyOf('binder')} pressed={props.binderShown} onClick={props.onBinder}>
        <LeftPanelIcon />
      </IconButton>
      <p className={css.where}>
        <b>{props.project ?? 'Palimpsest'}</b>
        {props.document !== null && (
          <>
            <span aria-hidden="true">›</span>
            <span className={css.crumb}>{props.document}</span>
          </>
        )}
      </p>
      <div className={css.right}>
        <button type="button" className={css.quiet} onClick={props.onPalette}>
          Everything <kbd>{props.keyOf('palette')}</kbd>
        </button>
        <button type="button" className={css.quiet} onClick={props.onModel}>
          <i className={css.dot} data-kind={props.model.kind} aria-hidden="true" />
          {modelLabel(props.model)}
        </button>
        <Saved save={props.save} readOnly={props.readOnly} onRetry={props.onRetrySave} />
        <IconButton
          name="Studio panel"
          keys={props.keyOf('studio')}
          pressed={props.studioShown}
          onClick={props.onStudio}
        >
          <RightPanelIcon />
        </IconButton>
      </div>
    </header>
  )
}

function modelLabel(model: ModelState): string {
  switch (model.kind) {
    case 'loading':
      return 'Model is waking'
    case 'ready':
      return `${model.title} · ${model.backend} · ready`
    case 'absent':
      return 'No model'
  }
}

function Saved({ save, readOnly, onRetry }: { save: SaveState | null; readOnly: boolean; onRetry: () => void }) {
  if (readOnly) return <span className={css.saved}>Read only</span>
  switch (save?.kind) {
    case undefined:
      return null
    case 'saved':
      return <span className={css.saved}>Saved</span>
    case 'unsaved':
      return <span className={css.saved}>Edited</span>
    case 'saving':
      return <span className={css.saved}>Saving</span>
    case 'failed':
      return (
        <button type="button" className={css.failed} onClick={onRetry}>
          Not saved: retry
        </button>
      )
  }
}
