import type { Extensions } from '@tiptap/core'
import { useState } from 'react'
import { IMAGE_BYTES_MAX } from '@contract/binder.ts'
import type { Card, DocumentKind, Place } from '@contract/binder.ts'
import type { DocumentId } from '@contract/library.ts'
import type { OpenEditor } from '../editor/Editor.tsx'
import { studioExtensions } from '../editor/schema.ts'
import { contentOf, joined, splitAt } from '../editor/split.ts'
import { placeOfMove, topmost } from '../panels/binder-places.ts'
import type { Direction } from '../panels/binder-places.ts'
import { counted } from '../panels/wording.ts'
import { binderTree, flat, nodeOf, siblingsOf } from '../state/library-view.ts'
import { placeForNew } from '../state/new-document.ts'
import type { Stores } from './stores.ts'
import type { Documents } from './use-documents.ts'

export type BinderDesk = ReturnType<typeof useBinder>

/** What is done with documents as wholes: moved, described, split, merged, copied. `extra`: what the editor is given. */
export function useBinder(stores: Stores, documents: Documents, page: OpenEditor | null, extra: Extensions) {
  const { library, document, notices } = stores
  const [picked, setPicked] = useState<ReadonlySet<DocumentId>>(new Set())

  /** What a command is for: the documents that are picked, or the open one. */
  function targets(): DocumentId[] {
    const view = library.view()
    const open = documents.openId()
    const chosen = view ? topmost(binderTree(view), picked) : []
    return chosen.length > 0 ? chosen : open === null ? [] : [open]
  }

  /** Picks a document, unless it is among those that are. Returns a function that takes that back. */
  function pickMeanwhile(id: DocumentId): () => void {
    if (picked.has(id)) return () => undefined
    setPicked(new Set([id]))
    return () => setPicked(picked)
  }

  async function move(ids: readonly DocumentId[], place: Place): Promise<void> {
    await library.move(ids, place)
  }

  function moveTargets(to: Direction): void {
    const view = library.view()
    const ids = targets()
    const place = view && placeOfMove(binderTree(view), ids, to)
    if (place) void move(ids, place)
    else notices.say('There is no place to move it to that way.')
  }

  /** Resolves to whether it is on the disk. */
  async function describe(ids: readonly DocumentId[], change: Partial<Card>): Promise<boolean> {
    return ids.length === 0 || (await library.describe(ids, change))
  }

  /**
   * Takes the page away, saved, while `act` rewrites what it shows; then opens what `act` names, or it again. Resolves to
   * whether it could be saved.
   */
  async function away(act: () => Promise<DocumentId | null>): Promise<boolean> {
    const former = documents.openId()
    page?.editor.setEditable(false)
    if (!(await document.close())) {
      page?.editor.setEditable(true)
      return false
    }
    let next = former
    try {
      next = (await act()) ?? former
    } finally {
      if (next) await documents.open(next)
    }
    return true
  }

  /** Makes a document of what follows the caret. */
  function split(): void {
    const open = nodeOf(library.view()!, page?.document ?? ('' as DocumentId))?.document
    if (!page || !open) return
    const { doc, selection } = page.editor.state
    const halves = splitAt(doc, selection.from)
    if (!halves)
      return notices.say('Put the caret where the new document is to begin: there must be text on both sides.')
    const [stays, rest] = halves
    const id = crypto.randomUUID() as DocumentId
    const heading = rest.firstChild?.type.name === 'heading' ? rest.firstChild.textContent.trim() : ''
    const title = (heading || `${open.title}, continued`).slice(0, 200)
    const caret = { anchor: 1, head: 1 }
    void away(async () => {
      const done = await library.split({ id: open.id, ...contentOf(stays), caret }, { id, title, ...contentOf(rest) })
      if (done) notices.say(`“${title}” holds what followed. Merging them makes one of them again.`)
      return done ? id : null
    })
  }

  /** Joins the documents that are picked, or the open one and the next beside it, into the first of them. */
  async function merge(): Promise<void> {
    const all = toMerge()
    if (all === null) return
    await away(() => mergeAll(all))
    setPicked(new Set())
  }

  /** At least two documents, in reading order; null where there are none, which is told. */
  function toMerge(): readonly DocumentId[] | null {
    const view = library.view()
    const ids = targets()
    const first = view && ids[0] !== undefined ? nodeOf(view, ids[0])?.document : undefined
    if (!view || !first) return null
    const beside = siblingsOf(view, first).map(it => it.document.id)
    const next = beside[beside.indexOf(first.id) + 1]
    const all = ids.length > 1 ? ids : [first.id, ...(next === undefined ? [] : [next])]
    const pictured = all.some(id => nodeOf(view, id)?.document.isImage)
    if (all.length < 2) notices.say('There is no document after this one to merge with it.')
    else if (pictured) notices.say('A picture cannot be merged with a text.')
    else return all
    return null
  }

  async function mergeAll(all: readonly DocumentId[]): Promise<DocumentId | null> {
    const loaded = await Promise.all(all.map(id => library.loadDocument(id)))
    const whole = loaded.filter(it => it !== null)
    if (whole.length < loaded.length) return null
    const doc = joined(
      [...studioExtensions({ typographicQuotes: () => false, onRefused: () => undefined }), ...extra],
      whole,
    )
    if (!doc) {
      notices.say(
        'One of these documents holds something that this version cannot read, so they stay as they are.',
        'alert',
      )
      return null
    }
    const { id, caret, revision } = whole[0]!
    const done = await library.merge({ id, ...contentOf(doc), caret, base: revision }, all.slice(1))
    if (done) notices.say(`${counted(all.length, 'document')} are one now. The others are in the trash as they were.`)
    return done ? id : null
  }

  /** Copies documents with all they hold, and begins to name the copy. */
  async function duplicate(ids: readonly DocumentId[]): Promise<void> {
    const view = library.view()
    if (!view || !(await document.flush())) return
    for (const id of ids) {
      const node = nodeOf(view, id)
      if (!node) continue
      const copies = flat([node]).map(it => ({ from: it.document.id, to: crypto.randomUUID() as DocumentId }))
      if ((await library.duplicate(copies)) && ids.length === 1) documents.nameIt(copies[0]!.to)
    }
  }

  async function createOf(kind: DocumentKind): Promise<void> {
    const view = library.view()
    const place = view && placeForNew(view, documents.openId(), kind)
    if (place) await documents.createAt(place, kind)
  }

  /** Pictures become research documents; other files are named and left. */
  async function addPictures(files: readonly File[], at: Place | null): Promise<void> {
    const view = library.view()
    let place = at ?? (view && placeForNew(view, documents.openId(), 'research'))
    let last: DocumentId | null = null
    for (const file of files) {
      if (!place) return
      const title = file.name.replace(/\.[^.]*$/, '') || file.name
      const refusal = pictureRefusal(file)
      if (refusal !== null) {
        notices.say(refusal, 'alert')
        continue
      }
      const id = await library.addPicture(place, title, new Uint8Array(await file.arrayBuffer()))
      if (id) place = { ...place, position: place.position + 1 }
      last = id ?? last
    }
    if (last) await documents.open(last)
  }

  function choosePictures(): void {
    const input = window.document.createElement('input')
    Object.assign(input, { type: 'file', multiple: true, accept: 'image/png,image/jpeg,image/gif,image/webp' })
    input.onchange = () => void addPictures([...(input.files ?? [])], null)
    input.click()
  }

  return {
    away,
    picked,
    pick: setPicked,
    pickMeanwhile,
    targets,
    move,
    moveTargets,
    describe,
    split,
    merge,
    duplicate,
    createOf,
    addPictures,
    choosePictures,
  }
}

function pictureRefusal({ name, type, size }: File): string | null {
  if (!type.startsWith('image/'))
    return `“${name}” is no picture, so it was not added. Texts come in through the import.`
  if (size > IMAGE_BYTES_MAX)
    return `“${name}” is larger than ${IMAGE_BYTES_MAX / 1_000_000} MB. Make it smaller, then add it again.`
  return null
}
