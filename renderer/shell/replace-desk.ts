import { getSchema } from '@tiptap/core'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { closeHistory } from '@tiptap/pm/history'
import { Transaction } from '@tiptap/pm/state'
import { createStore } from 'zustand/vanilla'
import type { StudioApi } from '@contract/ipc.ts'
import type { BasedDraft, DocumentId } from '@contract/library.ts'
import type { DocumentText } from '@contract/search.ts'
import { closedOf, draftAfter } from '../editor/find/closed.ts'
import type { Closed } from '../editor/find/closed.ts'
import { finderOf, replacementOf } from '../editor/find/finder.ts'
import type { Finder } from '../editor/find/finder.ts'
import { hitsIn, textLines } from '../editor/find/lines.ts'
import { replaceAll } from '../editor/find/replace.ts'
import type { Replacement } from '../editor/find/replace.ts'
import { unreplace } from '../editor/find/unreplace.ts'
import { settleOrigins } from '../editor/origin/follow.ts'
import { documentExtensions } from '../editor/schema.ts'
import { counted, oneOrMany } from '../panels/wording.ts'
import { ask } from '../state/ask.ts'
import type { DocumentStore } from '../state/document.ts'
import type { Library } from '../state/library.ts'
import { openableDocuments } from '../state/library-view.ts'
import type { Notices } from '../state/notices.ts'
import { PLACES_MAX, chosen, placeCount, placeKey, resting, withKept } from '../state/replacing.ts'
import type { FoundDocument, Place, Replacing } from '../state/replacing.ts'

type Deps = Readonly<{
  studio: StudioApi
  library: Library
  document: DocumentStore
  notices: Notices
  /** The editor on screen with its document, or null. */
  page: () => Readonly<{ editor: Editor; document: DocumentId }> | null
}>

/** A document before and after a replacement, so that it can be taken back. */
type Undo = Readonly<{ id: DocumentId; before: Node; after: Node }>

export type ReplaceDesk = ReturnType<typeof createReplaceDesk>

/** Typing rests this long before all documents are looked through, in ms. */
const LOOK_AFTER_MS = 150
/** Looking gives way to keys and drawing this often, in ms. */
const SLICE_MS = 10
/** Progress is told this often, in ms: each telling draws the list anew. */
const PROGRESS_MS = 250

/**
 * Finds and replaces in all documents. Closed ones are saved all together or not at all; the open one is changed through
 * its editor. What was replaced last can be taken back everywhere while the window is open.
 */
export function createReplaceDesk({ studio, library, document, notices, page }: Deps) {
  const store = createStore<Replacing>(() => resting)
  const schema = getSchema(documentExtensions())
  const undoable = createStore<{ last: readonly Undo[] }>(() => ({ last: [] }))
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking = 0
  let cancelling = new AbortController()

  /** Changes what is looked for; what is found follows. */
  function change(part: Partial<Pick<Replacing, 'options' | 'replacement' | 'project'>>): void {
    store.setState(part)
    if (part.options === undefined && part.project === undefined) showTexts()
    else {
      clearTimeout(timer)
      timer = setTimeout(() => void look(), LOOK_AFTER_MS)
    }
  }

  /** What would be put in, again: the replacement has changed, the places have not. */
  function showTexts(): void {
    const { options, replacement, found } = store.getState()
    const find = finderOf(options)
    if (typeof find !== 'function') return
    const textOf = (place: Place) => {
      const hit = find(place.line).find(({ from }) => from === place.from)
      return hit ? replacementOf(hit, replacement) : place.text
    }
    store.setState({
      found: found.map(it => ({ ...it, places: it.places.map(place => ({ ...place, text: textOf(place) })) })),
    })
  }

  /** Looks through the texts as they are saved, the open one's saved first. A later look makes an earlier one stop. */
  async function look(): Promise<void> {
    const look = ++looking
    const { options, project } = store.getState()
    const find = finderOf(options)
    if (typeof find !== 'function') {
      store.setState({ phase: 'resting', found: [], more: false, kept: new Set(), problem: find.sentence })
      return
    }
    store.setState({ phase: 'looking', problem: '' })
    await document.flush()
    const reply = await ask(studio, 'document:texts', project)
    if (look !== looking) return
    if (!reply.ok) {
      store.setState({ phase: 'resting', problem: reply.fault.message })
      return
    }
    const found = await lookThrough(inOrder(reply.value), find, () => look !== looking)
    if (found === null) return
    const more = placeCount(found) >= PLACES_MAX
    store.setState({ phase: 'listed', found, more, kept: new Set() })
  }

  /** The texts in the order of the binder, with their titles. */
  function inOrder(texts: readonly DocumentText[]) {
    const view = library.view()
    const byId = new Map(texts.map(text => [text.id, text.text]))
    const open = view === null ? [] : openableDocuments(view)
    return open.flatMap(({ id, title }) => (byId.has(id) ? [{ id, title, text: byId.get(id)! }] : []))
  }

  async function lookThrough(
    texts: readonly Readonly<{ id: DocumentId; title: string; text: string }>[],
    find: Finder,
    isOver: () => boolean,
  ): Promise<FoundDocument[] | null> {
    const { replacement } = store.getState()
    const found: FoundDocument[] = []
    let left = PLACES_MAX
    let sliceMs = performance.now()
    for (const { id, title, text } of texts) {
      const places: Place[] = []
      for (const line of textLines(text)) {
        for (const hit of find(line)) places.push({ line, ...hit, text: replacementOf(hit, replacement) })
        if (performance.now() - sliceMs < SLICE_MS) continue
        await new Promise(resume => setTimeout(resume))
        if (isOver()) return null
        sliceMs = performance.now()
      }
      if (places.length > 0) found.push({ id, title, places: places.slice(0, left) })
      left -= places.length
      if (left <= 0) break
    }
    return found
  }

  /** Replaces what is chosen, in all documents or in none. */
  async function replace(): Promise<void> {
    const asked = store.getState()
    const wanted = chosen(asked)
    const find = finderOf(asked.options)
    if (wanted.length === 0 || typeof find !== 'function') return
    const done = await rewrite(
      wanted.map(({ id }) => id),
      (id, node) => replacementsIn(asked, find, id, node),
      (tr, replacements) => void replaceAll(tr, replacements),
    )
    if (done === null) return
    undoable.setState({ last: done })
    const what = `${counted(placeCount(wanted), 'place')} in ${counted(done.length, 'document')}`
    const undo = { label: 'Undo all', run: () => void undoAll() }
    notices.offer('replaced', `Replaced ${what}. Snapshots keep what was there.`, undo, 20_000)
    void look()
  }

  /** Takes the last replacement back wherever its blocks stand as it left them. */
  async function undoAll(): Promise<void> {
    const { last } = undoable.getState()
    const undoOf = new Map(last.map(undo => [undo.id, undo]))
    let missed = 0
    const done = await rewrite(
      last.map(({ id }) => id),
      id => undoOf.get(id) ?? null,
      (tr, { before, after }) => {
        missed += unreplace(tr, before, after)
        // What is put back says itself where it came from.
        if (tr instanceof Transaction) settleOrigins(tr)
      },
    )
    if (done === null) return
    undoable.setState({ last: [] })
    notices.drop('replaced')
    const asIs = oneOrMany(missed, 'stays as it is', 'stay as they are')
    const stay = missed === 0 ? '' : ` ${counted(missed, 'paragraph')} changed since and ${asIs}.`
    notices.say(`Taken back in ${counted(done.length, 'document')}.${stay}`)
    void look()
  }

  /**
   * Changes documents: `planFor` says what is to be done to one, or null that it is not what it was thought to be, and
   * then nothing is changed anywhere. Resolves to what was changed; null if nothing was, which the state then tells.
   */
  async function rewrite<Plan>(
    ids: readonly DocumentId[],
    planFor: (id: DocumentId, node: Node) => Plan | null,
    apply: (tr: Parameters<Parameters<typeof draftAfter>[1]>[0], plan: Plan) => void,
  ): Promise<Undo[] | null> {
    cancelling = new AbortController()
    store.setState({ phase: 'replacing', problem: '', progress: { done: 0, of: ids.length } })
    const refuse = (problem: string) => {
      store.setState({ phase: 'listed', progress: null, problem })
      return null
    }
    if (!(await document.flush())) return refuse('The open document could not be saved, so nothing was replaced.')
    const openId = page()?.document ?? null
    const drafts: BasedDraft[] = []
    const undos: Undo[] = []
    let toldMs = performance.now()
    for (const [done, id] of ids.entries()) {
      if (performance.now() - toldMs > PROGRESS_MS) {
        store.setState({ progress: { done, of: ids.length } })
        toldMs = performance.now()
      }
      if (cancelling.signal.aborted) return refuse('Cancelled: nothing was replaced.')
      if (id === openId) continue
      const closed = await load(id)
      const plan = closed && planFor(id, closed.node)
      if (closed === null || plan === null) return refuse(unfit(id))
      const { node, ...draft } = draftAfter(closed, tr => apply(tr, plan))
      drafts.push(draft)
      undos.push({ id, before: closed.node, after: node })
    }
    const at = page()
    if ((at?.document ?? null) !== openId)
      return refuse('Another document was opened meanwhile, so nothing was replaced.')
    const open = at !== null && ids.includes(at.document) ? at : null
    const plan = open && planFor(open.document, open.editor.state.doc)
    if (open !== null && (plan === null || !open.editor.isEditable)) return refuse(unfit(open.document))
    const reply = drafts.length === 0 ? null : await ask(studio, 'document:save-all', drafts)
    if (reply !== null && !reply.ok) return refuse(reply.fault.message)
    reply?.value.forEach(({ revision: _, ...summary }) => library.noteSaved(summary))
    if (open !== null) undos.push(await rewriteOpen(open.editor, open.document, planFor, apply))
    store.setState({ phase: 'listed', progress: null })
    return undos
  }

  /** The open one goes through its editor, as one undo step. What was typed there since it was planned is minded. */
  async function rewriteOpen<Plan>(
    editor: Editor,
    id: DocumentId,
    planFor: (id: DocumentId, node: Node) => Plan | null,
    apply: (tr: Parameters<Parameters<typeof draftAfter>[1]>[0], plan: Plan) => void,
  ): Promise<Undo> {
    await ask(studio, 'snapshot:take', { document: id, cause: 'replace all', name: '' })
    const before = editor.state.doc
    const plan = planFor(id, before)
    let after = before
    if (plan === null)
      notices.say('The open document was changed while the others were replaced, so it is left as it is.', 'alert')
    else {
      const { tr } = editor.state
      apply(tr, plan)
      editor.view.dispatch(closeHistory(tr))
      after = editor.state.doc
      await document.flush()
    }
    return { id, before, after }
  }

  async function load(id: DocumentId): Promise<Closed | null> {
    const reply = await ask(studio, 'document:load', id)
    return reply.ok ? closedOf(schema, reply.value) : null
  }

  function unfit(id: DocumentId): string {
    const title = library.view()?.documents.find(it => it.id === id)?.title ?? 'A document'
    return `“${title}” is not as it was when it was searched, so nothing was replaced. Open it once, and search again.`
  }

  return {
    store,
    undoable,
    change,
    look,
    replace,
    undoAll,
    keep: (keys: readonly string[], kept: boolean) => store.setState(state => withKept(state, keys, kept)),
    cancel: () => cancelling.abort(),
  }
}

/** What to replace in a document; null if it does not hold exactly the places that were listed. */
function replacementsIn(
  { found, kept, replacement }: Replacing,
  find: Finder,
  id: DocumentId,
  node: Node,
): Replacement[] | null {
  const places = found.find(it => it.id === id)?.places ?? []
  const hits = hitsIn(node, find)
  const isSame = (place: Place, i: number) => hits[i]?.line === place.line && hits[i].found.from === place.from
  if (hits.length !== places.length || !places.every(isSame)) return null
  return hits
    .map((hit, i) => ({
      from: hit.from,
      to: hit.to,
      text: replacementOf(hit.found, replacement),
      key: placeKey(id, i),
    }))
    .filter(({ key }) => !kept.has(key))
}
