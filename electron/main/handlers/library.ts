import type { Handlers } from '../../contract/ipc.ts'
import type { Settings } from '../../contract/library.ts'
import { listDocuments } from '../../store/documents.ts'
import { listLabels } from '../../store/labels.ts'
import type { Library } from '../../store/open.ts'
import { listProjects } from '../../store/projects.ts'
import { loadSettings, saveSettings } from '../../store/settings.ts'

type LibraryHandlers = Pick<Handlers, 'library:view' | 'settings:save'>

export function libraryHandlers({ db, readOnly }: Library, onSettings: (settings: Settings) => void): LibraryHandlers {
  return {
    'library:view': () => ({
      projects: listProjects(db),
      documents: listDocuments(db),
      labels: listLabels(db),
      settings: loadSettings(db),
      readOnly,
    }),
    'settings:save'(settings) {
      onSettings(settings)
      saveSettings(db, settings)
    },
  }
}
