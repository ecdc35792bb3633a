import type { SnapshotCause, SnapshotContent, Snapshot } from '@contract/snapshots.ts'
import { knownNode } from '../editor/content.ts'
import type { OpenEditor } from '../editor/Editor.tsx'
import { blockPairs, restoreBlocks } from '../editor/snapshot-blocks.ts'
import type { BlockChange, BlockPair } from '../editor/snapshot-blocks.ts'
import type { Stores } from './stores.ts'

export type SnapshotDesk = ReturnType<typeof createSnapshotDesk>

/** What is done with snapshots of the document that is open in an editor. */
export function createSnapshotDesk({ snapshots, document, library, notices }: Stores, page: () => OpenEditor | null) {
  function take(cause: SnapshotCause, name = ''): Promise<boolean> {
    const open = page()
    if (open === null) return Promise.resolve(false)
    const { doc, text, words } = open.draft()
    return snapshots.take({ document: open.document, cause, name, content: { doc, text, words } })
  }

  async function takeByHand(name = ''): Promise<void> {
    if (await take('by hand', name)) notices.say('The snapshot is kept.')
  }

  /** Of every document of the project of the open one, what is being typed included. */
  async function takeProject(): Promise<void> {
    const project = library.view()?.documents.find(({ id }) => id === page()?.document)?.project
    if (project === undefined || !(await document.flush())) return
    if (await snapshots.takeProject(project, '')) notices.say('A snapshot of the whole project is kept.')
  }

  /** How the text now differs from `content`; null if this version cannot show the content, or no text is open. */
  function compare(content: SnapshotContent): BlockPair[] | null {
    const editor = page()?.editor
    const then = editor ? knownNode(editor.schema, content.doc) : null
    return editor && then ? blockPairs(editor.state.doc, then) : null
  }

  /** Puts blocks back as they were, once a snapshot of how they are is kept. One undo step. */
  async function restore(changes: readonly BlockChange[]): Promise<void> {
    const before = page()
    if (before === null || changes.length === 0 || !(await take('restore'))) return
    if (page() !== before || !before.editor.isEditable) return
    before.editor.view.dispatch(restoreBlocks(before.editor.state.tr, changes))
  }

  async function restoreWhole(snapshot: Snapshot): Promise<void> {
    const content = await snapshots.load(snapshot.id)
    const pairs = content && compare(content)
    if (!content) return
    if (!pairs) {
      notices.say('This snapshot holds something that this version of Palimpsest cannot show.', 'alert')
      return
    }
    await restore(pairs.flatMap(pair => (pair.kind === 'changed' ? [pair.change] : [])))
    notices.say('The text is as it was. Undo takes that back.')
  }

  /** Puts back every document of the set that the snapshot is in; the open one as an undo step of its own. */
  async function restoreProject(snapshot: Snapshot): Promise<void> {
    const restored = await snapshots.restoreOthers(snapshot)
    if (restored === null) return
    restored.forEach(library.noteSaved)
    await restoreWhole(snapshot)
    notices.say('The project is as it was. How it was before is kept as snapshots.')
  }

  return { take, takeByHand, takeProject, compare, restore, restoreWhole, restoreProject }
}
