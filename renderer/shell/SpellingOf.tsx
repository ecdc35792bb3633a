import { useStore } from 'zustand'
import type { LibraryView } from '@contract/library.ts'
import { SpellingDialog } from '../panels/SpellingDialog.tsx'
import type { Stores } from './stores.ts'

type SpellingOfProps = Readonly<{ view: LibraryView; stores: Stores; onClose: () => void }>

export function SpellingOf({ view: { settings, readOnly }, stores: { library, spelling }, onClose }: SpellingOfProps) {
  const known = useStore(spelling.store)
  return (
    <SpellingDialog
      on={settings.spelling}
      dictionary={settings.dictionary}
      known={known}
      writable={readOnly === null}
      onTurn={on => library.changeSettings({ spelling: on })}
      onDictionary={dictionary => library.changeSettings({ dictionary })}
      onAddDictionary={() =>
        void spelling.addDictionary().then(name => {
          if (name === null) return
          // Another dictionary is asked as soon as it is chosen; the same one may have changed.
          if (name === settings.dictionary) spelling.forget()
          else library.changeSettings({ dictionary: name })
        })
      }
      onAddWord={word => void spelling.addWord(word)}
      onRemoveWord={word => void spelling.removeWord(word)}
      onClose={onClose}
    />
  )
}
