import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LibraryView } from '@contract/library.ts'
import type { OpenEditor, WordCount } from '../editor/Editor.tsx'
import { Binder } from '../panels/Binder.tsx'
import { HistoryPanel } from '../panels/HistoryPanel.tsx'
import { Notices } from '../panels/Notices.tsx'
import { PassagePanel } from '../panels/PassagePanel.tsx'
import { StatusBar } from '../panels/StatusBar.tsx'
import { StudioPanel } from '../panels/StudioPanel.tsx'
import type { StudioTab } from '../panels/StudioPanel.tsx'
import { TopBar } from '../panels/TopBar.tsx'
import { binderTree, openableDocuments } from '../state/library-view.ts'
import css from '../theme/App.module.css'
import { chordLabel } from './chord.ts'
import { studioCommands } from './commands.ts'
import { Desk } from './Desk.tsx'
import { Dialogs } from './Dialogs.tsx'
import type { DialogName } from './Dialogs.tsx'
import { focusPane } from './panes.ts'
import { useShortcuts } from './shortcuts.ts'
import type { Stores } from './stores.ts'
import { useDocuments } from './use-documents.ts'
import { useLayout } from './use-layout.ts'
import { useInfill } from './use-infill.tsx'

type StudioProps = Readonly<{ view: LibraryView; stores: Stores; mac: boolean }>

/** Binder, page and studio panel: the one place where panels, stores and editor meet. */
export function Studio({ view, stores, mac }: StudioProps) {
  const { library, document, history, model, notices } = stores
  const { settings } = view
  const open = useStore(document.store)
  const modelState = useStore(model.store)
  const runs = useStore(history.store)
  const said = useStore(notices.store)
  const [editor, setEditor] = useState<OpenEditor | null>(null)
  const [count, setCount] = useState<WordCount>({ words: 0, selected: 0 })
  const [tab, setTab] = useState<StudioTab>('passage')
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const documents = useDocuments(stores)
  const layout = useLayout(settings, library.changeSettings)
  const writable = view.readOnly === null
  const { passage, extra, strip } = useInfill(stores, editor, settings, modelState, whyNot(view, open.phase))

  const openId = open.phase === 'open' ? open.document.id : null
  const summary = view.documents.find(({ id }) => id === openId) ?? null
  const project = view.projects.find(({ id }) => id === summary?.project) ?? null

  useEffect(() => {
    const all = openableDocuments(view)
    const first = all.find(({ id }) => id === settings.openDocument) ?? all[0]
    if (first) void documents.open(first.id)
    if (view.readOnly !== null) notices.keep('read-only', 'alert', view.readOnly)
    // Once, when the library has been read.
  }, [])

  const showTab = (shown: StudioTab) => {
    setTab(shown)
    layout.show('studio')
  }
  const commands = studioCommands({
    editor: editor?.editor ?? null,
    passage,
    documents: {
      newDocument: () => void documents.newDocument(),
      newProject: () => {
        layout.show('binder')
        void documents.createProject()
      },
      rename: () => {
        layout.show('binder')
        documents.setRenaming(openId)
      },
      trash: () => {
        if (summary) void documents.trash({ kind: 'document', id: summary.id, title: summary.title })
      },
      save: () => void document.flush(),
      step: by => void documents.step(by),
      isOpen: openId !== null,
      isWritable: writable,
    },
    view: {
      palette: () => setDialog('palette'),
      link: () => setDialog('link'),
      model: () => setDialog('model'),
      toggleBinder: () => layout.toggle('binder'),
      toggleStudio: () => layout.toggle('studio'),
      toggleFocus: () => {
        if (!layout.focus) notices.say('Focus mode. F11 brings everything back.')
        layout.toggleFocus()
      },
      showPassage: () => showTab('passage'),
      showHistory: () => showTab('history'),
      theme: theme => library.changeSettings({ theme }),
      pane: focusPane,
      toggleQuotes: () => library.changeSettings({ typographicQuotes: !settings.typographicQuotes }),
      typographicQuotes: settings.typographicQuotes,
    },
  })
  useShortcuts(commands, mac)

  return (
    <div className={css.app} data-binder={layout.binder} data-studio={layout.studio} data-focus={layout.focus}>
      {!layout.focus && (
        <TopBar
          project={project?.title ?? null}
          document={summary?.title ?? null}
          model={modelState}
          save={open.phase === 'open' ? open.save : null}
          readOnly={!writable}
          paletteKey={chordLabel('Mod+K', mac)}
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
          tree={binderTree(view)}
          open={openId}
          writable={writable}
          renaming={documents.renaming}
          onRenaming={documents.setRenaming}
          onOpen={id => {
            layout.closeDrawer()
            void documents.open(id)
          }}
          onCreateDocument={id => void documents.createDocument(id)}
          onCreateProject={() => void documents.createProject()}
          onRename={documents.rename}
          onMove={(id, place) => void library.move(id, place.project, place.position)}
          onTrash={item => void documents.trash(item)}
          onRestore={item => void documents.restore(item)}
        />
      )}
      <Desk
        state={open}
        title={summary?.title ?? ''}
        extra={extra}
        editable={writable}
        typographicQuotes={settings.typographicQuotes}
        onOpen={opened => {
          document.attach(opened?.draft ?? null)
          setEditor(opened)
        }}
        onEdit={document.touched}
        onCaret={() => writable && document.moved()}
        onCount={setCount}
        onRefused={sentence => notices.say(sentence)}
        onRetry={id => void documents.open(id)}
        onCreate={writable ? () => void documents.newDocument() : null}
      />
      {layout.studio && (
        <StudioPanel tab={tab} onTab={setTab}>
          {tab === 'passage' ? (
            <PassagePanel
              settings={settings.run}
              seedFixed={settings.seedFixed}
              phase={passage.phase}
              progress={passage.progress}
              blocked={passage.blocked}
              fillKey={chordLabel('Mod+Enter', mac)}
              stopKey={chordLabel('Escape', mac)}
              onChange={run => library.changeSettings({ run })}
              onSeedFixed={seedFixed => library.changeSettings({ seedFixed })}
              onFill={passage.fill}
              onStop={passage.stop}
            />
          ) : (
            <HistoryPanel
              list={runs.list}
              query={runs.query}
              nowMs={Date.now()}
              blocked={writable ? null : view.readOnly}
              onQuery={history.search}
              onRecall={passage.recall}
              onRetry={() => void history.refresh()}
            />
          )}
        </StudioPanel>
      )}
      {!layout.focus && (
        <StatusBar
          words={openId ? count.words : null}
          selected={count.selected}
          theme={settings.theme}
          onTheme={theme => library.changeSettings({ theme })}
        />
      )}
      {strip}
      <Notices notices={said} onClose={notices.drop} />
      <Dialogs
        name={dialog}
        commands={commands}
        view={view}
        mac={mac}
        model={modelState}
        editor={editor?.editor ?? null}
        onOpen={id => void documents.open(id)}
        onClose={() => setDialog(null)}
      />
    </div>
  )
}

/** Why nothing can be rewritten here, as a sentence; null when it can. */
function whyNot(view: LibraryView, phase: string): string | null {
  if (phase !== 'open') return 'Open a document to write in first.'
  return view.readOnly
}
