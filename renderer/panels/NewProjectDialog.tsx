import { useState } from 'react'
import { TEMPLATES } from '@contract/binder.ts'
import type { TemplateName } from '@contract/binder.ts'
import css from '../theme/Dialog.module.css'
import choices from '../theme/Choices.module.css'
import { templateText } from './binder-wording.ts'
import { Dialog, DialogButtons } from './Dialog.tsx'

type NewProjectDialogProps = Readonly<{
  onCreate: (title: string, template: TemplateName) => void
  onClose: () => void
}>

/** A title, and what the project begins with. */
export function NewProjectDialog({ onCreate, onClose }: NewProjectDialogProps) {
  const [title, setTitle] = useState('')
  const [template, setTemplate] = useState<TemplateName>('blank')
  return (
    <Dialog title="New project" onClose={onClose}>
      <form
        onSubmit={event => {
          event.preventDefault()
          onCreate(title.trim() || 'Untitled project', template)
        }}
      >
        <label className={css.label}>
          Title
          <input
            data-focus
            className={css.input}
            value={title}
            maxLength={200}
            placeholder="Untitled project"
            onChange={event => setTitle(event.target.value)}
          />
        </label>
        <fieldset className={choices.choices}>
          <legend>Begin with</legend>
          {TEMPLATES.map(name => (
            <label key={name} className={choices.choice}>
              <input type="radio" name="template" checked={name === template} onChange={() => setTemplate(name)} />
              <span>
                <b>{templateText(name).title}</b>
                <small>{templateText(name).what}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <DialogButtons>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" data-main>
            Create
          </button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
