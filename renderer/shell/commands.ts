import type { Editor } from '@tiptap/core'
import type { EditAct } from '@contract/ipc.ts'
import type { Theme } from '@contract/library.ts'
import type { Preset } from '@contract/presets.ts'
import { binderCommands } from './binder-commands.ts'
import type { BinderTargets } from './binder-commands.ts'
import type { Chord } from './chord.ts'
import type { DeskMode } from './Desk.tsx'
import { findCommands } from './find-commands.ts'
import type { FindTargets } from './find-commands.ts'
import { scrapCommands } from './scrap-commands.ts'
import type { ScrapTargets } from './scrap-commands.ts'
import { spellingCommands } from './spelling-commands.ts'
import type { SpellingTargets } from './spelling-commands.ts'
import { surpriseCommands } from './surprise-commands.ts'
import type { SurpriseTargets } from './use-surprise.tsx'
import { markCommands, passageCommands } from './passage-commands.ts'
import type { Passage } from './passage.ts'

/**
 * One thing the writer can do. Palette, shortcuts and menu are made of these. `when` says whether it can be done now.
 * A `typed` chord is one that the editor itself obeys: it is shown, but not listened for elsewhere. A `fixed` one cannot be
 * changed: those share their key with others, and the moment tells which is meant.
 */
export type Command = Readonly<{
  id: string
  title: string
  group: CommandGroup
  chord?: Chord
  typed?: boolean
  fixed?: boolean
  /** A key that is held asks for it once. */
  once?: boolean
  when?: () => boolean
  run: () => void
}>
export type CommandGroup = 'Passage' | 'Writing' | 'Find' | 'Documents' | 'Binder' | 'Files' | 'View'

/** What commands act on. Everything is asked for when a command runs, so none of it can be out of date. */
export type CommandTargets = Readonly<{
  editor: Editor | null
  passage: Passage
  find: FindTargets
  spelling: SpellingTargets
  surprise: SurpriseTargets
  scraps: ScrapTargets
  documents: Readonly<{
    newDocument: () => void
    newProject: () => void
    rename: () => void
    trash: () => void
    save: () => void
    backUp: () => void
    backups: () => void
    snapshot: () => void
    snapshotProject: () => void
    /** The document after (1) or before (-1) the open one in the binder. */
    step: (by: 1 | -1) => void
    isOpen: boolean
    isWritable: boolean
  }>
  binder: BinderTargets
  files: Readonly<{ export: () => void; exportLibrary: () => void; import: () => void; importFolder: () => void }>
  view: Readonly<{
    palette: () => void
    keys: () => void
    help: () => void
    firstSteps: () => void
    presets: readonly Preset[]
    usePreset: (preset: Preset) => void
    menu: () => void
    edit: (act: EditAct) => void
    link: () => void
    footnote: () => void
    toggleBinder: () => void
    toggleStudio: () => void
    toggleFocus: () => void
    showPassage: () => void
    showHistory: () => void
    /** The history of the passage at the caret. */
    showHistoryHere: () => void
    prune: () => void
    isWritable: boolean
    showInspector: () => void
    showMode: (mode: DeskMode) => void
    readProject: () => void
    labels: () => void
    goals: () => void
    fullScreen: () => void
    toggleTypewriter: () => void
    typewriter: boolean
    showSnapshots: () => void
    theme: (theme: Theme) => void
    pane: (by: 1 | -1) => void
    toggleQuotes: () => void
    typographicQuotes: boolean
    model: () => void
    /** Shows where text came from: not, subtly, in full, and round again. */
    turnOrigins: () => void
    /** Shows how certain the words of what is offered were: not, subtly, strongly, and round again. */
    turnHeat: () => void
    originReport: () => void
    /** A panel lies over the page, and this puts it away. */
    hasDrawer: boolean
    closeDrawer: () => void
  }>
}>

export function studioCommands(targets: CommandTargets): readonly Command[] {
  return [
    ...passageCommands(targets.passage),
    ...markCommands(targets.editor, targets.passage),
    ...presetCommands(targets.view),
    ...writingCommands(targets.editor, targets.view),
    ...scrapCommands(targets.scraps),
    ...spellingCommands(targets.spelling),
    ...surpriseCommands(targets.surprise),
    ...findCommands(targets.find),
    ...documentCommands(targets.documents),
    ...binderCommands(targets.binder),
    ...fileCommands(targets.files, targets.documents),
    ...viewCommands(targets.view),
  ]
}

/** The first four have keys, whatever they are called. */
function presetCommands(view: CommandTargets['view']): Command[] {
  return view.presets.map((preset, at) => ({
    id: `preset-${preset.id}`,
    title: `Preset: ${preset.name}`,
    group: 'Passage',
    ...(at < 4 ? { chord: `Alt+${at + 1}` } : {}),
    run: () => view.usePreset(preset),
  }))
}

function writingCommands(editor: Editor | null, view: CommandTargets['view']): Command[] {
  const when = () => editor?.isEditable === true
  const typed = (
    id: string,
    title: string,
    chord: Chord | null,
    run: (chain: ReturnType<Editor['chain']>) => void,
  ) => ({
    id,
    title,
    ...(chord === null ? {} : { chord, typed: true }),
    when,
    run: () => {
      if (editor) run(editor.chain().focus())
    },
  })
  const list: Omit<Command, 'group'>[] = [
    typed('undo', 'Undo', 'Mod+Z', it => it.undo().run()),
    typed('redo', 'Redo', 'Mod+Shift+Z', it => it.redo().run()),
    typed('bold', 'Bold', 'Mod+B', it => it.toggleBold().run()),
    typed('italic', 'Italic', 'Mod+I', it => it.toggleItalic().run()),
    typed('strike', 'Strike through', 'Mod+Shift+S', it => it.toggleStrike().run()),
    typed('code', 'Code', 'Mod+E', it => it.toggleCode().run()),
    typed('highlight', 'Highlight', 'Mod+Shift+H', it => it.toggleHighlight().run()),
    { id: 'link', title: 'Link…', chord: 'Mod+Shift+K', when, run: view.link },
    { id: 'footnote', title: 'Insert a footnote', chord: 'Mod+Alt+N', once: true, when, run: view.footnote },
    typed('paragraph', 'Plain paragraph', 'Mod+Alt+0', it => it.setParagraph().run()),
    typed('heading-1', 'Heading 1', 'Mod+Alt+1', it => it.toggleHeading({ level: 1 }).run()),
    typed('heading-2', 'Heading 2', 'Mod+Alt+2', it => it.toggleHeading({ level: 2 }).run()),
    typed('heading-3', 'Heading 3', 'Mod+Alt+3', it => it.toggleHeading({ level: 3 }).run()),
    typed('bullet-list', 'Bulleted list', 'Mod+Shift+8', it => it.toggleBulletList().run()),
    typed('ordered-list', 'Numbered list', 'Mod+Shift+7', it => it.toggleOrderedList().run()),
    typed('quote', 'Quotation', 'Mod+Shift+B', it => it.toggleBlockquote().run()),
    typed('code-block', 'Code block', 'Mod+Alt+C', it => it.toggleCodeBlock().run()),
    typed('scene-break', 'Scene break', null, it => it.setHorizontalRule().run()),
    {
      id: 'quotes',
      title: view.typographicQuotes ? 'Type straight quotes' : 'Type typographic quotes',
      run: view.toggleQuotes,
    },
  ]
  const ofSystem = edits.map(([id, title, chord]) => ({
    ...{ id, title, chord, run: () => view.edit(id) },
    ...{ typed: true, fixed: true },
  }))
  return [...list, ...ofSystem].map(command => ({ ...command, group: 'Writing' }))
}

/** What the system does itself, wherever the focus is. */
const edits: readonly (readonly [EditAct, string, Chord])[] = [
  ['cut', 'Cut', 'Mod+X'],
  ['copy', 'Copy', 'Mod+C'],
  ['paste', 'Paste', 'Mod+V'],
  ['paste-plain', 'Paste without formatting', 'Mod+Shift+V'],
  ['select-all', 'Select all', 'Mod+A'],
]

function documentCommands(documents: CommandTargets['documents']): Command[] {
  const open = () => documents.isOpen
  const writable = () => documents.isWritable
  const change = () => documents.isOpen && documents.isWritable
  const list: Omit<Command, 'group'>[] = [
    { id: 'document-new', title: 'New document', chord: 'Mod+N', when: writable, run: documents.newDocument },
    { id: 'project-new', title: 'New project', chord: 'Mod+Shift+N', when: writable, run: documents.newProject },
    { id: 'document-rename', title: 'Rename this document', when: change, run: documents.rename },
    { id: 'document-trash', title: 'Move this document to the trash', when: change, run: documents.trash },
    { id: 'document-save', title: 'Save now', chord: 'Mod+S', when: change, run: documents.save },
    { id: 'back-up', title: 'Back up now', when: writable, run: documents.backUp },
    { id: 'backups', title: 'Backups…', when: writable, run: documents.backups },
    { id: 'snapshot', title: 'Take a snapshot', chord: 'Mod+Alt+K', when: change, run: documents.snapshot },
    {
      id: 'snapshot-project',
      title: 'Take a snapshot of the whole project',
      when: change,
      run: documents.snapshotProject,
    },
    {
      id: 'document-next',
      title: 'Next document',
      chord: 'Mod+PageDown',
      when: open,
      run: () => documents.step(1),
    },
    {
      id: 'document-previous',
      title: 'Previous document',
      chord: 'Mod+PageUp',
      when: open,
      run: () => documents.step(-1),
    },
  ]
  return list.map(command => ({ ...command, group: 'Documents' }))
}

const modes: readonly (readonly [DeskMode, string])[] = [
  ['page', 'Page'],
  ['corkboard', 'Corkboard'],
  ['outline', 'Outline'],
  ['reading', 'Read scenes one under the other'],
]

function fileCommands(files: CommandTargets['files'], documents: CommandTargets['documents']): Command[] {
  const open = () => documents.isOpen
  const when = () => documents.isWritable
  const list: Omit<Command, 'group'>[] = [
    { id: 'export', title: 'Export…', chord: 'Mod+Shift+E', when: open, run: files.export },
    { id: 'export-library', title: 'Export the whole library…', run: files.exportLibrary },
    { id: 'import', title: 'Import…', chord: 'Mod+Shift+O', when, run: files.import },
    { id: 'import-folder', title: 'Import a folder…', when, run: files.importFolder },
  ]
  return list.map(command => ({ ...command, group: 'Files' }))
}

function viewCommands(view: CommandTargets['view']): Command[] {
  const list: Omit<Command, 'group'>[] = [
    { id: 'palette', title: 'Everything', chord: 'Mod+K', run: view.palette },
    { id: 'keys', title: 'Keys: see and change them', chord: 'Mod+/', run: view.keys },
    { id: 'help', title: 'Help: what Palimpsest can do', chord: 'F1', run: view.help },
    { id: 'first-steps', title: 'Take the first steps', run: view.firstSteps },
    { id: 'context-menu', title: 'Show what can be done here', chord: 'Shift+F10', run: view.menu },
    { id: 'binder', title: 'Show or hide the binder', chord: 'Mod+\\', run: view.toggleBinder },
    { id: 'studio', title: 'Show or hide the studio panel', chord: 'Mod+Shift+\\', run: view.toggleStudio },
    { id: 'focus', title: 'Focus mode', chord: 'F11', run: view.toggleFocus },
    { id: 'passage-tab', title: 'Show the passage’s settings', chord: 'Mod+Alt+P', run: view.showPassage },
    { id: 'history-tab', title: 'Show the history', chord: 'Mod+Alt+H', run: view.showHistory },
    { id: 'prune', title: 'Delete old runs…', when: () => view.isWritable, run: view.prune },
    { id: 'history-here', title: 'History of this passage', chord: 'Alt+H', run: view.showHistoryHere },
    ...modes.map(([mode, title], at) => ({
      id: `mode-${mode}`,
      title,
      chord: `Mod+${at + 1}`,
      run: () => view.showMode(mode),
    })),
    { id: 'read-project', title: 'Read the whole project', run: view.readProject },
    { id: 'inspector-tab', title: 'Show the inspector', chord: 'Mod+Alt+I', run: view.showInspector },
    { id: 'full-screen', title: 'Full screen', chord: 'Shift+F11', run: view.fullScreen },
    {
      id: 'typewriter',
      title: view.typewriter ? 'Stop typewriter scrolling' : 'Typewriter scrolling',
      run: view.toggleTypewriter,
    },
    { id: 'goals', title: 'Goals and writing history', run: view.goals },
    { id: 'labels', title: 'Edit labels', run: view.labels },
    { id: 'snapshots-tab', title: 'Show the snapshots', run: view.showSnapshots },
    { id: 'pane-next', title: 'Next pane', chord: 'F6', run: () => view.pane(1) },
    { id: 'pane-previous', title: 'Previous pane', chord: 'Shift+F6', run: () => view.pane(-1) },
    { id: 'theme-light', title: 'Light theme', run: () => view.theme('light') },
    { id: 'theme-sepia', title: 'Sepia theme', run: () => view.theme('sepia') },
    { id: 'theme-dark', title: 'Dark theme', run: () => view.theme('dark') },
    { id: 'theme-system', title: 'Theme of the system', run: () => view.theme('system') },
    { id: 'origins', title: 'Show or hide where text came from', chord: 'Mod+Alt+O', run: view.turnOrigins },
    { id: 'heat', title: 'Show or hide how certain offered words are', chord: 'Mod+Alt+U', run: view.turnHeat },
    { id: 'origin-report', title: 'Whose words are these…', run: view.originReport },
    { id: 'model', title: 'About the model', run: view.model },
    {
      id: 'drawer-close',
      title: 'Put the panel away',
      chord: 'Escape',
      fixed: true,
      when: () => view.hasDrawer,
      run: view.closeDrawer,
    },
  ]
  return list.map(command => ({ ...command, group: 'View' }))
}
