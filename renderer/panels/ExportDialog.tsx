import { useState } from 'react'
import { EXPORT_FORMATS, HEADINGS } from '@contract/files.ts'
import type { ExportFormat, Headings } from '@contract/files.ts'
import css from '../theme/Dialog.module.css'
import form from '../theme/Files.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { Segmented } from './Segmented.tsx'

export type ExportWhat = 'document' | 'selection' | 'project'
export type ExportChoice = Readonly<{
  what: ExportWhat
  format: ExportFormat
  headings: Headings
  titlePage: boolean
  origins: boolean
  author: string
  language: string
}>

type ExportDialogProps = Readonly<{
  /** Names what there is to export; what is missing cannot be. */
  names: Readonly<Partial<Record<ExportWhat, string>>>
  initial: ExportChoice
  onExport: (choice: ExportChoice) => void
  onClose: () => void
}>

const whats: Readonly<Record<ExportWhat, string>> = { document: 'Document', selection: 'Selection', project: 'Project' }
export const formats: Readonly<Record<ExportFormat, Readonly<{ name: string; note: string }>>> = {
  markdown: { name: 'Markdown', note: 'Plain text that keeps headings, emphasis, lists and links.' },
  docx: { name: 'Word (.docx)', note: 'For editors and publishers. Headings and quotations are Word’s own styles.' },
  epub: { name: 'EPUB', note: 'For readers of electronic books, with a table of contents.' },
  pdf: { name: 'PDF', note: 'Set as a book, in A5, with page numbers.' },
  html: { name: 'Web page', note: 'One file that any browser shows.' },
  text: { name: 'Plain text', note: 'The words alone, a blank line between paragraphs.' },
}
const headings: Readonly<Record<Headings, string>> = { all: 'All', chapters: 'Parts and chapters', none: 'None' }
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i

/** Asks what is to be exported, and as what. The system then asks where. */
export function ExportDialog({ names, initial, onExport, onClose }: ExportDialogProps) {
  const [choice, setChoice] = useState(initial)
  const change = (part: Partial<ExportChoice>) => setChoice(now => ({ ...now, ...part }))
  const offered = (Object.keys(whats) as ExportWhat[]).filter(what => names[what] !== undefined)
  const hasPages = choice.format !== 'markdown' && choice.format !== 'text'
  const isLanguage = LANGUAGE.test(choice.language)
  return (
    <Dialog title="Export" place="wide" onClose={onClose}>
      <form
        className={form.form}
        onSubmit={event => {
          event.preventDefault()
          if (isLanguage) onExport(choice)
        }}
      >
        <Segmented
          label="What to export"
          choices={offered.map(value => ({
            value,
            label: whats[value],
            name: `${whats[value]}: ${names[value] ?? ''}`,
          }))}
          value={choice.what}
          onChange={what => change({ what })}
        />
        <p className={form.named}>{names[choice.what]}</p>
        <fieldset className={form.formats}>
          <legend>Format</legend>
          {EXPORT_FORMATS.map(format => (
            <label key={format}>
              <input
                type="radio"
                name="format"
                data-focus={initial.format === format ? '' : undefined}
                checked={choice.format === format}
                onChange={() => change({ format })}
              />
              <span>
                <b>{formats[format].name}</b>
                <small>{formats[format].note}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <div className={form.field}>
          <span>Titles as headings</span>
          <Segmented
            label="Titles as headings"
            choices={HEADINGS.map(value => ({ value, label: headings[value] }))}
            value={choice.headings}
            onChange={value => change({ headings: value })}
          />
        </div>
        {hasPages && (
          <label className={form.check}>
            <input
              type="checkbox"
              checked={choice.titlePage}
              onChange={event => change({ titlePage: event.target.checked })}
            />
            Title page
          </label>
        )}
        <label className={form.check}>
          <input
            type="checkbox"
            checked={choice.origins}
            onChange={event => change({ origins: event.target.checked })}
          />
          <span>
            Mark whose words they are
            <small>
              {choice.format === 'html'
                ? 'The model’s, pasted and imported words are underlined, and a report stands at the end.'
                : 'A report stands at the end: shares, and the accepted runs. Words are marked in a web page only.'}
            </small>
          </span>
        </label>
        <div className={form.pair}>
          <label className={css.label}>
            Author
            <input
              className={css.input}
              value={choice.author}
              maxLength={500}
              onChange={event => change({ author: event.target.value })}
            />
          </label>
          <label className={css.label}>
            Language
            <input
              className={css.input}
              value={choice.language}
              aria-invalid={!isLanguage}
              maxLength={20}
              onChange={event => change({ language: event.target.value.trim() })}
            />
          </label>
        </div>
        <p className={css.note} role="status">
          {isLanguage
            ? `Regions and locks stay here: what is exported holds the text${choice.origins ? ' and whose words it is' : ' alone'}.`
            : 'A language reads like en, de or pt-BR.'}
        </p>
        <DialogButtons>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" data-main>
            Export…
          </button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
