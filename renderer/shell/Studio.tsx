import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { StudioApi } from '@contract/ipc.ts'
import type { LibraryView } from '@contract/library.ts'
import type { OpenEditor, WordCount } from '../editor/Editor.tsx'
import { typewriter } from '../editor/typewriter.ts'
import { Binder } from '../panels/Binder.tsx'
import { Notices } from '../panels/Notices.tsx'
import { StatusBar } from '../panels/StatusBar.tsx'
import type { StudioTab } from '../panels/StudioPanel.tsx'
import { TopBar } from '../panels/TopBar.tsx'
import { binderTree, changeDocument, openableDocuments } from '../state/library-view.ts'
import css from '../theme/App.module.css'
import { keyText } from './bindings.ts'
import { Desk } from './Desk.tsx'
import type { DeskMode } from './Desk.tsx'
import { Dialogs } from './Dialogs.tsx'
import type { DialogName } from './Dialogs.tsx'
import { FilesDialogs } from './FilesDialogs.tsx'
import { ScrapSide } from './ScrapSide.tsx'
import { createSnapshotDesk } from './snapshot-desk.ts'
import type { Stores } from './stores.ts'
import { StudioSide } from './StudioSide.tsx'
import { WorkOf } from './WorkOf.tsx'
import { useBinder } from './use-binder.ts'
import { useContextMenu } from './use-context-menu.tsx'
import { useCounts } from './use-counts.ts'
import { useCommands } from './use-commands.ts'
import { useDocuments } from './use-documents.ts'
import { useHistory } from './use-history.tsx'
import { useViews } from './use-views.tsx'
import { useFootnotes } from './use-footnotes.tsx'
import { useGlance } from './use-glance.tsx'
import { useInfill } from './use-infill.tsx'
import { useSteps } from './use-steps.tsx'
import { useLayout } from './use-layout.ts'
import { useSpelling } from './use-spelling.tsx'
import { useSurprise } from './use-surprise.tsx'
import { useScraps } from './use-scraps.ts'
import { useSearching } from './use-searching.tsx'

type StudioProps = Readonly<{ studio: StudioApi; view: LibraryView; stores: Stores; mac: boolean }>

/** Binder, page and studio panel: the one place where panels, stores and editor meet. */
export function Studio({ studio, view: kept, stores, mac }: StudioProps) {
  const { library, document, model, notices } = stores
  const { settings } = kept
  const open = useStore(document.store)
  const modelState = useStore(model.store)
  const said = useStore(notices.store)
  const [editor, setEditor] = useState<OpenEditor | null>(null)
  const [count, setCount] = useState<WordCount | null>(null)
  const [tab, setTab] = useState<StudioTab>('passage')
  const mode = useState<DeskMode>('page')
  const [dialog, setDialog] = useState<DialogName | null>(null)
  // What is gone to is to be seen: a board in its place goes.
  const toPage = () => mode[1](now => (now === 'corkboard' || now === 'outline' ? 'page' : now))
  const documents = useDocuments(stores, toPage)
  const layout = useLayout(settings, library.changeSettings)
  const { passage, extra, onPage } = useInfill(stores, editor, settings, modelState, whyNot(kept, open.phase, mode[0]))

  const binder = useBinder(stores, documents, editor, extra)
  const [held] = useState(() => typewriter(() => library.view()?.settings.typewriter === true))

  const views = useViews(stores, kept, documents, binder, extra, mode)

  // The open document's words are counted as it is written, before it is saved.
  const view = count ? changeDocument(kept, count.document, { words: count.words }) : kept
  const writable = view.readOnly === null
  const openId = open.phase === 'open' ? open.document.id : null
  const summary = view.documents.find(({ id }) => id === openId) ?? null
  const project = view.projects.find(({ id }) => id === summary?.project) ?? null

  const tree = binderTree(view)
  const counts = useCounts(stores, settings, tree, project)

  useEffect(() => {
    const all = openableDocuments(view)
    const first = all.find(({ id }) => id === settings.openDocument) ?? all[0]
    if (first) void documents.open(first.id)
    if (view.readOnly !== null) notices.keep('read-only', 'alert', view.readOnly)
    // Once, when the library has been read.
  }, [])

  const showTab = (next: StudioTab) => {
    setTab(next)
    layout.show('studio')
  }
  const searching = useSearching({
    ...{ studio, stores, view, documents, editor, mac },
    project: project?.id ?? null,
    showSearch: () => showTab('search'),
    showHistory: () => showTab('history'),
    showInspector: () => showTab('inspector'),
    showScraps: () => showTab('scraps'),
  })
  const spelling = useSpelling(stores, editor, settings, () => setDialog('spelling'))
  const surprise = useSurprise(stores, editor)
  const footnotes = useFootnotes(notices, editor)
  const glance = useGlance(stores, editor)
  const scraps = useScraps(stores, editor, passage)
  const [extensions] = useState(() => {
    const finding = [...searching.extra, ...spelling.extra, ...surprise.extra]
    return [...extra, ...finding, ...scraps.extra, ...footnotes.extra, ...glance.extra, held]
  })

  const past = useHistory(stores, documents, passage, editor, tab === 'history')

  const latest = useRef(editor)
  latest.current = editor
  const [snapshots] = useState(() => createSnapshotDesk(stores, () => latest.current))
  const steps = useSteps(stores, writable && !settings.toured, openId !== null && sampleDocuments.has(openId))
  const menu = useContextMenu(editor?.editor ?? null, spelling.itemsAtWord, binder.pickMeanwhile)
  const commands = useCommands({
    openMenu: menu.open,
    insertFootnote: footnotes.insert,
    firstSteps: steps.start,
    ...{ view, stores, mac, passage, snapshots, documents, binder, views, layout },
    ...{ past, scraps: scraps.desk, find: searching.commands, setDialog, showTab },
    spelling: spelling.commands,
    surprise: surprise.commands,
    editor: editor?.editor ?? null,
  })

  const keyOf = (command: string) => keyText(commands, command, mac)

  return (
    <div
      className={css.app}
      data-origins={settings.origins}
      data-heat-view={settings.heat}
      data-typewriter={settings.typewriter || undefined}
    >
      {!layout.focus && (
        <TopBar
          project={project?.title ?? null}
          document={summary?.title ?? null}
          model={modelState}
          save={open.phase === 'open' ? open.save : null}
          readOnly={!writable}
          keyOf={keyOf}
          binderShown={layout.binder}
          studioShown={layout.studio}
          onPalette={() => setDialog('palette')}
          onModel={() => setDialog('model')}
          onBinder={() => layout.toggle('binder')}
          onStudio={() => layout.toggle('studio')}
          onRetrySave={() => void document.flush()}
        />
      )}
      {layout.binder && (
        <Binder
          tree={tree}
          labels={view.labels}
          open={openId}
          picked={binder.picked}
          writable={writable}
          renaming={documents.renaming}
          onRenaming={id => {
            if (documents.nameIt(id)) editor?.editor.commands.focus()
          }}
          onOpen={id => {
            layout.closeDrawer()
            void documents.open(id).then(() => editor?.document === id && editor.editor.commands.focus())
          }}
          onPick={binder.pick}
          onCreateDocument={(project, parent) => void documents.createDocument(project, parent)}
          onCreateProject={() => setDialog('project')}
          onRename={documents.rename}
          onMove={(ids, place) => void binder.move(ids, place)}
          onDuplicate={id => void binder.duplicate([id])}
          onTrash={items => void documents.trash(items)}
          onRestore={item => void documents.restore(item)}
          onFiles={(files, place) => void binder.addPictures(files, place)}
        />
      )}
      <Desk
        state={open}
        title={summary?.title ?? ''}
        extra={extensions}
        over={searching.bar}
        editable={writable}
        typographicQuotes={settings.typographicQuotes}
        onOpen={opened => {
          document.attach(opened?.draft ?? null)
          setEditor(opened)
          searching.arrived(opened)
          past.arrived(opened)
          if (opened) views.arrive(opened)
        }}
        onEdit={document.touched}
        onChanges={document.changed}
        onUnfit={() => writable && document.refuseJournal()}
        onCaret={() => writable && document.moved()}
        onCount={setCount}
        onRefused={sentence => notices.say(sentence)}
        board={views.board}
        stack={views.stack}
        loadPicture={library.loadPicture}
        onRetry={id => void documents.open(id)}
        onCreate={writable ? () => void documents.newDocument() : null}
      />
      {layout.studio && (
        <StudioSide
          {...{ view, stores, passage, snapshots, past, tab, keyOf }}
          search={searching.side}
          scraps={<ScrapSide {...{ stores, view, keyOf }} desk={scraps.desk} project={project?.id ?? null} />}
          open={openId}
          onTab={setTab}
          onLabels={() => setDialog('labels')}
          onPrune={() => setDialog('prune')}
        />
      )}
      {!layout.focus && (
        <StatusBar
          words={summary?.words ?? null}
          selected={count?.document === openId ? count.selected : 0}
          {...counts}
          onGoals={() => setDialog('goals')}
          origins={settings.origins}
          origin={count?.document === openId ? count.origin : null}
          theme={settings.theme}
          onTheme={theme => library.changeSettings({ theme })}
        />
      )}
      {onPage(keyOf)}
      {footnotes.card}
      {glance.draw(keyOf)}
      {surprise.card}
      {!layout.focus && steps.draw(keyOf)}
      {menu.draw(commands, keyOf, writable ? documents.nameIt : null)}
      <Notices notices={said} onClose={notices.drop} />
      {searching.jump}
      {spelling.popup(keyOf)}
      {past.dialog}
      <FilesDialogs
        {...{ stores, view, project }}
        document={summary}
        editor={editor?.editor ?? null}
        onOpen={id => void documents.open(id)}
      />
      <WorkOf longWork={stores.longWork} />
      <Dialogs
        name={dialog}
        project={project?.id ?? null}
        open={openId}
        stores={stores}
        {...{ commands, view, mac }}
        model={modelState}
        editor={editor?.editor ?? null}
        onOpen={id => void documents.open(id)}
        onCreateProject={(title, template) => {
          layout.show('binder')
          void documents.createProject(title, template)
        }}
        onFirstSteps={steps.start}
        onKeys={() => setDialog('keys')}
        onClose={() => setDialog(null)}
      />
    </div>
  )
}

/** The documents that a new library begins with. */
const sampleDocuments: ReadonlySet<string> = new Set(['light-shown', 'dusk-switch'])

/** Why nothing can be rewritten here, as a sentence; null when it can. */
function whyNot(view: LibraryView, phase: string, mode: DeskMode): string | null {
  if (phase !== 'open') return 'Open a document to write in first.'
  if (mode === 'corkboard' || mode === 'outline') return 'Go back to the page first.'
  return view.readOnly
}
