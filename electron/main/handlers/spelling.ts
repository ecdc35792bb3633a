import type { Handlers } from '../../contract/ipc.ts'
import type { WriteDb } from '../../store/database.ts'
import { addOwnWord, listOwnWords, removeOwnWord } from '../../store/own-words.ts'
import { loadSettings } from '../../store/settings.ts'
import type { FileDialogs } from '../files/dialogs.ts'
import { chosenFiles, dictionaryFiles, keepDictionary, listDictionaries } from '../spelling/dictionaries.ts'
import { createSpellingHost } from '../spelling/host.ts'
import type { ForkSpelling } from '../spelling/host.ts'

type SpellingHandlers = Pick<Handlers, Extract<keyof Handlers, `spelling:${string}`>>
/** `folder`: the library's. */
type SpellingParts = Readonly<{ db: WriteDb; folder: string; fork: ForkSpelling; dialogs: FileDialogs }>

export function spellingHandlers({ db, folder, fork, dialogs }: SpellingParts) {
  const host = createSpellingHost(fork)
  const view = () => ({ dictionaries: listDictionaries(folder), words: listOwnWords(db) })
  const chosen = () => dictionaryFiles(folder, loadSettings(db).dictionary)

  const handlers: SpellingHandlers = {
    'spelling:view': view,
    'spelling:check': words => host.ask(chosen(), listOwnWords(db), { kind: 'check', words }),
    'spelling:suggest': word => host.ask(chosen(), listOwnWords(db), { kind: 'suggest', word }),
    async 'spelling:add-word'(word) {
      addOwnWord(db, word)
      await host.tell({ kind: 'add', word })
      return view()
    },
    async 'spelling:remove-word'(word) {
      removeOwnWord(db, word)
      await host.tell({ kind: 'remove', word })
      return view()
    },
    async 'spelling:add-dictionary'() {
      const paths = await dialogs.openFiles({ name: 'Spelling dictionary', extensions: ['aff', 'dic'] })
      if (paths === null) return null
      const files = chosenFiles(paths)
      const trial = createSpellingHost(fork)
      try {
        await trial.ask(files, [], { kind: 'check', words: [] })
      } finally {
        trial.stop()
      }
      await keepDictionary(folder, files)
      host.stop()
      return { name: files.name, view: view() }
    },
  }
  return { handlers, stop: () => host.stop() }
}
