import type { Editor } from '@tiptap/core'
import { isKeptAddress } from '@contract/address.ts'
import type { ModelState } from '@contract/engine.ts'
import type { TemplateName } from '@contract/binder.ts'
import type { DocumentId, LibraryView, ProjectId } from '@contract/library.ts'
import { CommandPalette } from '../panels/CommandPalette.tsx'
import type { PaletteItem } from '../panels/CommandPalette.tsx'
import { HelpDialog } from '../panels/HelpDialog.tsx'
import { LinkDialog } from '../panels/LinkDialog.tsx'
import { ModelDialog } from '../panels/ModelDialog.tsx'
import { NewProjectDialog } from '../panels/NewProjectDialog.tsx'
import { counted } from '../panels/wording.ts'
import { openableDocuments } from '../state/library-view.ts'
import { Backups } from './Backups.tsx'
import { keyText } from './bindings.ts'
import type { BoundCommand } from './bindings.ts'
import { chordText } from './chord.ts'
import type { Command } from './commands.ts'
import { GoalsOf } from './GoalsOf.tsx'
import { KeysOf } from './KeysOf.tsx'
import { LabelsOf } from './LabelsOf.tsx'
import { OriginsOf } from './OriginsOf.tsx'
import { PruneOf } from './PruneOf.tsx'
import { SpellingOf } from './SpellingOf.tsx'
import type { Stores } from './stores.ts'

export type DialogName =
  | 'palette'
  | 'link'
  | 'model'
  | 'origins'
  | 'project'
  | 'labels'
  | 'goals'
  | 'backups'
  | 'prune'
  | 'keys'
  | 'spelling'
  | 'help'

type DialogsProps = Readonly<{
  name: DialogName | null
  /** The open document, and where it is. */
  project: ProjectId | null
  open: DocumentId | null
  stores: Stores
  commands: readonly BoundCommand[]
  view: LibraryView
  mac: boolean
  model: ModelState
  editor: Editor | null
  onOpen: (id: DocumentId) => void
  onCreateProject: (title: string, template: TemplateName) => void
  onFirstSteps: () => void
  onKeys: () => void
  onClose: () => void
}>

/** The dialog that is asked for. */
export function Dialogs({
  name,
  project,
  open,
  stores,
  commands,
  view,
  mac,
  model,
  editor,
  onOpen,
  onCreateProject,
  onFirstSteps,
  onKeys,
  onClose,
}: DialogsProps) {
  switch (name) {
    case null:
      return null
    case 'palette':
      return (
        <CommandPalette items={[...commandItems(commands, mac), ...documentItems(view, onOpen)]} onClose={onClose} />
      )
    case 'backups':
      return <Backups stores={stores} onClose={onClose} />
    case 'model':
      return (
        <ModelDialog
          model={model}
          backend={view.settings.backend}
          onBackend={backend => stores.library.changeSettings({ backend })}
          onClose={onClose}
        />
      )
    case 'origins':
      return project && <OriginsOf {...{ project, open, stores, onClose }} />
    case 'project':
      return (
        <NewProjectDialog
          onClose={onClose}
          onCreate={(title, template) => {
            onClose()
            onCreateProject(title, template)
          }}
        />
      )
    case 'labels':
      return <LabelsOf {...{ view, stores, onClose }} />
    case 'spelling':
      return <SpellingOf {...{ view, stores, onClose }} />
    case 'prune':
      return <PruneOf {...{ view, stores, open, project, onClose }} />
    case 'goals':
      return <GoalsOf {...{ view, stores, onClose }} />
    case 'help':
      return (
        <HelpDialog
          commandOf={id => {
            const command = commands.find(it => it.id === id)
            return command === undefined ? null : { title: command.title, keys: keyText(commands, id, mac) }
          }}
          onSteps={() => {
            onClose()
            onFirstSteps()
          }}
          onKeys={onKeys}
          onClose={onClose}
        />
      )
    case 'keys':
      return (
        <KeysOf
          {...{ commands, mac, onClose }}
          chosen={view.settings.keys}
          onChange={keys => stores.library.changeSettings({ keys })}
        />
      )
    case 'link':
      return editor && <LinkOf editor={editor} onClose={onClose} />
  }
}

function LinkOf({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { href } = editor.getAttributes('link') as { href?: string }
  return (
    <LinkDialog
      address={href ?? ''}
      isKept={isKeptAddress}
      onClose={onClose}
      onLink={address => {
        onClose()
        linkTo(editor, address)
      }}
      onUnlink={() => {
        onClose()
        editor.chain().focus().extendMarkRange('link').unsetLink().run()
      }}
    />
  )
}

/** Links the selection, or the link under the caret; with neither, the address itself is put in. */
function linkTo(editor: Editor, href: string): void {
  const chain = editor.chain().focus()
  if (editor.state.selection.empty && !editor.isActive('link'))
    chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
  else chain.extendMarkRange('link').setLink({ href }).run()
}

function commandItems(commands: readonly Command[], mac: boolean): PaletteItem[] {
  return commands
    .filter(({ id }) => id !== 'palette')
    .map(({ id, title, group, chord, when, run }) => ({
      id,
      title,
      group,
      aside: chordText(chord, mac),
      enabled: when?.() ?? true,
      run,
    }))
}

function documentItems(view: LibraryView, onOpen: (id: DocumentId) => void): PaletteItem[] {
  return openableDocuments(view).map(({ id, title, words }) => ({
    id,
    title,
    group: 'Go to',
    aside: counted(words, 'word'),
    enabled: true,
    run: () => onOpen(id),
  }))
}
