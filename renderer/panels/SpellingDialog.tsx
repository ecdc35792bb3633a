import { useState } from 'react'
import type { SpellingView } from '@contract/spelling.ts'
import css from '../theme/Dialog.module.css'
import form from '../theme/Files.module.css'
import own from '../theme/Spelling.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { counted } from './wording.ts'

type SpellingDialogProps = Readonly<{
  on: boolean
  /** The name of the one in use. */
  dictionary: string
  known: SpellingView
  writable: boolean
  onTurn: (on: boolean) => void
  onDictionary: (name: string) => void
  onAddDictionary: () => void
  onAddWord: (word: string) => void
  onRemoveWord: (word: string) => void
  onClose: () => void
}>

/** Whether spelling is checked, with which dictionary, and the writer's own words. */
export function SpellingDialog({ on, dictionary, known, writable, ...tell }: SpellingDialogProps) {
  const [word, setWord] = useState('')
  const named = ['', ...known.dictionaries]
  return (
    <Dialog title="Spelling" onClose={tell.onClose}>
      <div className={form.form}>
        <label className={form.check}>
          <input type="checkbox" data-focus checked={on} onChange={event => tell.onTurn(event.target.checked)} />
          <span>
            Underline words that the dictionary does not know
            <small>Checked on this machine, without network.</small>
          </span>
        </label>
        <fieldset className={form.formats}>
          <legend>Dictionary</legend>
          {(named.includes(dictionary) ? named : [...named, dictionary]).map(name => (
            <label key={name}>
              <input
                type="radio"
                name="dictionary"
                checked={name === dictionary}
                onChange={() => tell.onDictionary(name)}
              />
              <span>
                <b>{name === '' ? 'English (United States)' : name}</b>
                <small>
                  {name === ''
                    ? 'Comes with the studio.'
                    : named.includes(name)
                      ? 'Added by you. Backups do not hold it, so keep its files.'
                      : 'Its files are gone.'}
                </small>
              </span>
            </label>
          ))}
        </fieldset>
        <button type="button" className={own.other} disabled={!writable} onClick={tell.onAddDictionary}>
          Add a dictionary…
        </button>
        <p className={css.note}>
          Two files of one name, .aff and .dic, as LibreOffice and Firefox use them (Hunspell).
        </p>
        <form
          className={own.words}
          onSubmit={event => {
            event.preventDefault()
            if (word.trim() === '') return
            tell.onAddWord(word.trim())
            setWord('')
          }}
        >
          <label className={css.label}>
            Your own words
            <input
              className={css.input}
              value={word}
              maxLength={100}
              disabled={!writable}
              placeholder="A name, a word you made"
              onChange={event => setWord(event.target.value)}
            />
          </label>
          <button type="submit" disabled={!writable || word.trim() === ''}>
            Add
          </button>
        </form>
        {known.words.length > 0 && (
          <ul className={own.list} aria-label={ownWords(known.words.length)} tabIndex={0}>
            {known.words.map(it => (
              <li key={it}>
                {it}
                <button
                  type="button"
                  disabled={!writable}
                  aria-label={`Take ${it} out`}
                  onClick={() => tell.onRemoveWord(it)}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <DialogButtons>
        <button type="button" data-main onClick={tell.onClose}>
          Done
        </button>
      </DialogButtons>
    </Dialog>
  )
}

const ownWords = (count: number) => counted(count, 'word of your own', 'words of your own')
