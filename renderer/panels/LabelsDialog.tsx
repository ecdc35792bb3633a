import { LABEL_COLOURS } from '@contract/binder.ts'
import type { Label, LabelColour, LabelId } from '@contract/binder.ts'
import dialog from '../theme/Dialog.module.css'
import css from '../theme/Labels.module.css'
import { colourText } from './binder-wording.ts'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { IconButton } from './IconButton.tsx'
import { TrashIcon } from './icons.tsx'
import { useKeptText } from './kept-text.ts'
import { LabelMark } from './LabelMark.tsx'
import { counted } from './wording.ts'

type LabelsDialogProps = Readonly<{
  labels: readonly Label[]
  /** How many documents have it, for the name of what deleting does. */
  used: (id: LabelId) => number
  /** Resolves to whether it is on the disk. */
  onSave: (label: Label) => Promise<boolean>
  onAdd: (name: string, colour: LabelColour) => void
  onDelete: (id: LabelId) => void
  onClose: () => void
}>

/** The labels of the library: their names and colours. */
export function LabelsDialog({ labels, used, onSave, onAdd, onDelete, onClose }: LabelsDialogProps) {
  const next = LABEL_COLOURS[labels.length % LABEL_COLOURS.length] ?? 'grey'
  return (
    <Dialog title="Labels" onClose={onClose}>
      <ul className={css.list}>
        {labels.map(label => (
          <li key={label.id}>
            <LabelMark label={label} />
            <NameField label={label} onSave={onSave} />
            <select
              aria-label={`Colour of the label ${label.name}`}
              value={label.colour}
              onChange={event => void onSave({ ...label, colour: event.target.value as LabelColour })}
            >
              {LABEL_COLOURS.map(colour => (
                <option key={colour} value={colour}>
                  {colourText(colour)}
                </option>
              ))}
            </select>
            <IconButton
              name={`Delete the label ${label.name}${used(label.id) > 0 ? ` and take it off ${counted(used(label.id), 'document')}` : ''}`}
              onClick={() => onDelete(label.id)}
            >
              <TrashIcon />
            </IconButton>
          </li>
        ))}
      </ul>
      <form
        className={css.add}
        onSubmit={event => {
          event.preventDefault()
          const field = event.currentTarget.elements.namedItem('name') as HTMLInputElement
          if (field.value.trim() !== '') onAdd(field.value.trim(), next)
          field.value = ''
        }}
      >
        <input
          data-focus
          name="name"
          className={dialog.input}
          aria-label="Name of a new label"
          maxLength={60}
          placeholder="A new label: a person, a thread, a place"
        />
        <button type="submit">Add</button>
      </form>
      <DialogButtons>
        <button type="button" data-main onClick={onClose}>
          Done
        </button>
      </DialogButtons>
    </Dialog>
  )
}

type NameFieldProps = Readonly<{ label: Label; onSave: LabelsDialogProps['onSave'] }>

/** Kept when it is left, and when the dialog goes; a label that has lost its name keeps the former one. */
function NameField({ label, onSave }: NameFieldProps) {
  const { typed, type, keep } = useKeptText(label.name, text => {
    const name = text.trim()
    return name === '' ? Promise.resolve(false) : onSave({ ...label, name })
  })
  return (
    <input
      className={dialog.input}
      aria-label={`Name of the label ${label.name}`}
      value={typed}
      maxLength={60}
      onChange={event => type(event.target.value)}
      onBlur={() => {
        if (typed.trim() === '') type(label.name)
        else keep()
      }}
    />
  )
}
