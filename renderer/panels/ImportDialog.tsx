import { useState } from 'react'
import type { ImportPreview, Split } from '@contract/files.ts'
import type { Project, ProjectId } from '@contract/library.ts'
import css from '../theme/Dialog.module.css'
import form from '../theme/Files.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { Segmented } from './Segmented.tsx'
import { guessText, lossText, splitText } from './files-wording.ts'
import { counted, oneOrMany } from './wording.ts'

type ImportDialogProps = Readonly<{
  preview: ImportPreview
  projects: readonly Project[]
  onSplit: (split: Split) => void
  onImport: (
    choice: Readonly<{ into: ProjectId | null; title: string; leaveOut: readonly number[]; keepOriginals: boolean }>,
  ) => void
  onClose: () => void
}>

/** Of a folder of old texts, each may be a guess. */
const GUESSES_SHOWN = 5

/** Shows how files will come in, before anything is kept. */
export function ImportDialog({ preview, projects, onSplit, onImport, onClose }: ImportDialogProps) {
  const [into, setInto] = useState<ProjectId | ''>('')
  const [title, setTitle] = useState(preview.title)
  const [leaveOut, setLeaveOut] = useState<ReadonlySet<number>>(new Set())
  const [keepOriginals, setKeepOriginals] = useState(false)
  const { parts, losses, guesses, splits, split, originals, emptyProjects, scraps } = preview
  const wanted = parts.filter((_, at) => !leaveOut.has(at))
  const words = wanted.reduce((sum, part) => sum + part.words, 0)
  const several = new Set(parts.map(part => part.project)).size + emptyProjects.length > 1
  const brings = wanted.length + scraps > 0 || (into === '' && emptyProjects.length > 0)
  const ready = brings && (into !== '' || title.trim() !== '')
  return (
    <Dialog title="Import" onClose={onClose}>
      <form
        className={form.form}
        onSubmit={event => {
          event.preventDefault()
          if (!ready) return
          const choice = { into: into || null, title: title.trim() || preview.title, leaveOut: [...leaveOut] }
          onImport({ ...choice, keepOriginals })
        }}
      >
        <p className={form.named}>{preview.files.join(', ')}</p>
        {splits.length > 1 && (
          <Segmented
            label="Where documents begin"
            choices={splits.map(value => ({ value, ...splitText(value) }))}
            value={split}
            onChange={value => {
              setLeaveOut(new Set())
              onSplit(value)
            }}
          />
        )}
        <ol className={form.parts} aria-label="Documents" tabIndex={0}>
          {parts.map((part, at) => (
            <li key={at}>
              <label>
                <input
                  type="checkbox"
                  checked={!leaveOut.has(at)}
                  onChange={() => setLeaveOut(toggled(leaveOut, at))}
                />
                <span>
                  <b>{part.title || 'Untitled'}</b>
                  {part.project !== null && <small>in {part.project}</small>}
                  <small>{part.begins || (part.isImage ? 'Picture' : 'Empty')}</small>
                </span>
                <small>{counted(part.words, 'word')}</small>
              </label>
            </li>
          ))}
        </ol>
        {emptyProjects.length > 0 && into === '' && (
          <p className={form.named}>
            {oneOrMany(emptyProjects.length, 'And a project', 'And projects')} without documents:{' '}
            {emptyProjects.join(', ')}
          </p>
        )}
        {scraps > 0 && <p className={form.named}>And {counted(scraps, 'scrap')} for the shelf.</p>}
        {losses.length > 0 && (
          <div className={form.losses} role="note" aria-label="What cannot be kept">
            <b>What cannot be kept</b>
            <ul>
              {losses.map(loss => (
                <li key={loss.kind}>{lossText(loss)}</li>
              ))}
            </ul>
          </div>
        )}
        {guesses.length > 0 && (
          <div className={form.losses} role="note" aria-label="Encoding guessed">
            <b>Encoding guessed</b>
            <ul>
              {guesses.slice(0, GUESSES_SHOWN).map(guess => (
                <li key={guess.file}>{guessText(guess)}</li>
              ))}
              {guesses.length > GUESSES_SHOWN && <li>And {guesses.length - GUESSES_SHOWN} more.</li>}
            </ul>
            <p>Where letters look wrong above, save the file as UTF-8 in the program it came from, and import that.</p>
          </div>
        )}
        <div className={form.pair}>
          <label className={css.label}>
            Into
            <select
              className={css.input}
              value={into}
              data-focus
              onChange={event => setInto(event.target.value as ProjectId | '')}
            >
              <option value="">{several ? 'Projects as named' : 'A new project'}</option>
              {projects.map(project => (
                <option key={project.id} value={project.id}>
                  {project.title}
                </option>
              ))}
            </select>
          </label>
          <label className={css.label}>
            Title of the new project
            <input
              className={css.input}
              value={title}
              disabled={into !== '' || several}
              maxLength={200}
              onChange={event => setTitle(event.target.value)}
            />
          </label>
        </div>
        {originals > 0 && (
          <label className={form.check}>
            <input type="checkbox" checked={keepOriginals} onChange={event => setKeepOriginals(event.target.checked)} />
            <span>
              Keep the original {oneOrMany(originals, 'file')}
              <small>With the first document made of each; its inspector saves it out again.</small>
            </span>
          </label>
        )}
        <DialogButtons>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" data-main disabled={!ready}>
            Import {counted(wanted.length, 'document')}, {counted(words, 'word')}
          </button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

function toggled(set: ReadonlySet<number>, at: number): ReadonlySet<number> {
  const next = new Set(set)
  if (!next.delete(at)) next.add(at)
  return next
}
