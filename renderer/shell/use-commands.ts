import type { Editor } from '@tiptap/core'
import type { HeatView, LibraryView, OriginView } from '@contract/library.ts'
import type { StudioTab } from '../panels/StudioPanel.tsx'
import { bound, keyText } from './bindings.ts'
import type { BoundCommand } from './bindings.ts'
import { studioCommands } from './commands.ts'
import type { DialogName } from './Dialogs.tsx'
import type { FindTargets } from './find-commands.ts'
import { focusPane } from './panes.ts'
import type { SpellingTargets } from './spelling-commands.ts'
import type { SurpriseTargets } from './use-surprise.tsx'
import type { Passage } from './passage.ts'
import { useMenu, useMenuKeys, useShortcuts } from './shortcuts.ts'
import { backUpNow } from './back-up.ts'
import type { ScrapDesk } from './scrap-desk.ts'
import type { SnapshotDesk } from './snapshot-desk.ts'
import type { Stores } from './stores.ts'
import type { BinderDesk } from './use-binder.ts'
import type { Documents } from './use-documents.ts'
import type { PastRuns } from './use-history.tsx'
import type { Views } from './use-views.tsx'
import type { Layout } from './use-layout.ts'

type CommandParts = Readonly<{
  view: LibraryView
  stores: Stores
  mac: boolean
  editor: Editor | null
  snapshots: SnapshotDesk
  scraps: ScrapDesk
  passage: Passage
  documents: Documents
  binder: BinderDesk
  views: Views
  layout: Layout
  find: FindTargets
  openMenu: () => void
  insertFootnote: () => void
  spelling: SpellingTargets
  surprise: SurpriseTargets
  past: PastRuns
  firstSteps: () => void
  showTab: (tab: StudioTab) => void
  setDialog: (dialog: DialogName) => void
}>

const nextView = { off: 'subtle', subtle: 'full', full: 'off' } as const
const viewSaid = {
  off: 'Where text came from is not shown any more.',
  subtle: 'A line shows where text came from; the bar at the foot says which is which.',
  full: 'A tint and a line show where text came from; the bar at the foot says which is which.',
}

function turnOrigins(shown: OriginView, { library, notices }: Stores): void {
  const origins = nextView[shown]
  library.changeSettings({ origins })
  notices.say(viewSaid[origins])
}

const nextHeat = { off: 'subtle', subtle: 'strong', strong: 'off' } as const
const heatSaid = {
  off: 'How certain offered words are is not shown any more.',
  subtle: 'A line under an offered word shows how unsure the model was of it: dotted, dashed, solid.',
  strong: 'A line and a hatching show how unsure the model was of an offered word: the denser, the less sure.',
}

function turnHeat(shown: HeatView, { library, notices }: Stores): void {
  const heat = nextHeat[shown]
  library.changeSettings({ heat })
  notices.say(heatSaid[heat])
}

function focusSaid(key: string): string {
  return key === ''
    ? 'Focus mode. The same command brings everything back.'
    : `Focus mode. ${key} brings everything back.`
}

/** With what is typed right now. */
async function exportLibrary({ document, files, notices }: Stores): Promise<void> {
  if (await document.flush()) await files.exportLibrary()
  else notices.say('The open document could not be saved, so nothing was exported.', 'alert')
}

/** All commands as they stand now, their keys listened for. */
export function useCommands(parts: CommandParts): readonly BoundCommand[] {
  const { view, stores, editor, passage, snapshots, scraps, documents, binder, views, layout, find, past } = parts
  const { showTab, setDialog } = parts
  const { settings } = view
  const id = documents.openId()
  const unbound = studioCommands({
    editor,
    passage,
    find,
    spelling: parts.spelling,
    surprise: parts.surprise,
    scraps: {
      keep: () => void scraps.keepSelection(),
      move: () => void scraps.moveSelection(),
      keepVariant: () => void scraps.keepVariant(),
      show: () => showTab('scraps'),
      canKeep: editor !== null && view.readOnly === null,
      canMove: editor?.isEditable === true && view.readOnly === null,
      isOffered: passage.phase === 'offered',
    },
    documents: {
      newDocument: () => {
        layout.show('binder')
        void documents.newDocument()
      },
      newProject: () => {
        setDialog('project')
      },
      rename: () => {
        layout.show('binder')
        documents.nameIt(id)
      },
      trash: () => {
        const gone = binder.targets().flatMap(it => view.documents.filter(({ id }) => id === it))
        binder.pick(new Set())
        void documents.trash(gone.map(it => ({ kind: 'document', id: it.id, title: it.title })))
      },
      save: () => void stores.document.flush(),
      backUp: () => void backUpNow(stores),
      backups: () => {
        void stores.backups.load()
        setDialog('backups')
      },
      snapshot: () => void snapshots.takeByHand(),
      snapshotProject: () => void snapshots.takeProject(),
      step: by => void documents.step(by),
      isOpen: id !== null,
      isWritable: view.readOnly === null,
    },
    binder: {
      createOf: kind => {
        layout.show('binder')
        void binder.createOf(kind)
      },
      convert: kind => void binder.describe(binder.targets(), { kind }),
      labels: view.labels,
      label: label => void binder.describe(binder.targets(), { label }),
      status: status => void binder.describe(binder.targets(), { status }),
      move: binder.moveTargets,
      split: binder.split,
      merge: () => void binder.merge(),
      duplicate: () => {
        layout.show('binder')
        void binder.duplicate(binder.targets())
      },
      pictures: binder.choosePictures,
      canChange: view.readOnly === null && binder.targets().length > 0,
      canSplit: editor?.isEditable === true,
      isWritable: view.readOnly === null,
    },
    files: {
      export: stores.files.askExport,
      exportLibrary: () => void exportLibrary(stores),
      import: () => void stores.files.readImport('files'),
      importFolder: () => void stores.files.readImport('folder'),
    },
    view: {
      palette: () => setDialog('palette'),
      keys: () => setDialog('keys'),
      help: () => setDialog('help'),
      firstSteps: parts.firstSteps,
      presets: settings.presets,
      usePreset: ({ name, run }) => {
        stores.library.changeSettings({ run: { ...settings.run, ...run } })
        stores.notices.say(`Runs are made as “${name}” says.`)
      },
      menu: parts.openMenu,
      edit: stores.library.edit,
      link: () => setDialog('link'),
      footnote: parts.insertFootnote,
      model: () => setDialog('model'),
      turnOrigins: () => turnOrigins(settings.origins, stores),
      turnHeat: () => turnHeat(settings.heat, stores),
      originReport: () => setDialog('origins'),
      toggleBinder: () => layout.toggle('binder'),
      toggleStudio: () => layout.toggle('studio'),
      toggleFocus: () => {
        if (!layout.focus) stores.notices.say(focusSaid(keyText(commands, 'focus', parts.mac)))
        layout.toggleFocus()
      },
      showPassage: () => showTab('passage'),
      showHistory: () => showTab('history'),
      prune: () => setDialog('prune'),
      isWritable: view.readOnly === null,
      showHistoryHere: () => {
        showTab('history')
        past.listHere()
      },
      showSnapshots: () => showTab('snapshots'),
      showInspector: () => showTab('inspector'),
      showMode: mode => void views.show(mode),
      readProject: views.readProject,
      labels: () => setDialog('labels'),
      goals: () => setDialog('goals'),
      fullScreen: stores.library.toggleFullScreen,
      toggleTypewriter: () => stores.library.changeSettings({ typewriter: !settings.typewriter }),
      typewriter: settings.typewriter,
      theme: theme => stores.library.changeSettings({ theme }),
      pane: focusPane,
      toggleQuotes: () => stores.library.changeSettings({ typographicQuotes: !settings.typographicQuotes }),
      typographicQuotes: settings.typographicQuotes,
      hasDrawer: layout.drawer,
      closeDrawer: layout.closeDrawer,
    },
  })
  const commands = bound(unbound, settings.keys)
  useShortcuts(commands, parts.mac)
  useMenu(commands, stores.menu)
  useMenuKeys(commands, stores.library.showKeys)
  return commands
}
