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

  /**
   * How the text of `of` now differs from `content`; null if this version cannot show the content, or another text is
   * open. Unless it is named, `of` is the document whose snapshots are listed.
   */
  function compare(content: SnapshotContent, of = snapshots.store.getState().document): BlockPair[] | null {
    const open = page()
    const then = open?.document === of ? knownNode(open.editor.schema, content.doc) : null
    return open && then ? blockPairs(open.editor.state.doc, then) : null
  }

  /**
   * Puts blocks of `of` back as they were, once a snapshot of how they are is kept. One undo step. Resolves to whether
   * they are as they were; why they are not has then been told.
   */
  async function restore(changes: readonly BlockChange[], of = snapshots.store.getState().document): Promise<boolean> {
    if (changes.length === 0) return true
    const before = page()
    if (before?.document !== of) return refuse(anotherIsOpen)
    const { doc } = before.editor.state
    if (!(await take('restore'))) return false
    if (page()?.document !== of) return refuse(anotherIsOpen)
    // The changes are places in the text that they were found in.
    if (page() !== before || !before.editor.isEditable || before.editor.state.doc !== doc)
      return refuse('The text was changed or closed meanwhile, so it was not put back. Try again.')
    before.editor.view.dispatch(restoreBlocks(before.editor.state.tr, changes))
    return true
  }

  /** Resolves to whether the text is as it was; what came of it is told. */
  async function restoreWhole(snapshot: Snapshot): Promise<boolean> {
    const content = await snapshots.load(snapshot.id)
    if (!content) return false
    if (page()?.document !== snapshot.document) return refuse(anotherIsOpen)
    const pairs = compare(content, snapshot.document)
    if (!pairs) return refuse('This snapshot holds something that this version of Palimpsest cannot show.')
    const changes = pairs.flatMap(pair => (pair.kind === 'changed' ? [pair.change] : []))
    if (!(await restore(changes, snapshot.document))) return false
    notices.say('The text is as it was. Undo takes that back.')
    return true
  }

  /** Puts back every document of the set that the snapshot is in; the open one as an undo step of its own. */
  async function restoreProject(snapshot: Snapshot): Promise<void> {
    const restored = await snapshots.restoreOthers(snapshot)
    if (restored === null) return
    restored.forEach(library.noteSaved)
    if (await restoreWhole(snapshot)) notices.say('The project is as it was. How it was before is kept as snapshots.')
    else notices.say(`The other documents of the project are as they were; “${snapshot.title}” is not.`, 'alert')
  }

  function refuse(why: string): false {
    notices.say(why, 'alert')
    return false
  }

  return { take, takeByHand, takeProject, compare, restore, restoreWhole, restoreProject }
}

const anotherIsOpen = 'Another document was opened meanwhile, so the text was not put back.'
