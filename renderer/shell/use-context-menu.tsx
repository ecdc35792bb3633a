import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { DocumentId } from '@contract/library.ts'
import type { Stretch } from '../editor/infill/meaning.ts'
import { ContextMenu } from '../panels/ContextMenu.tsx'
import type { MenuItem } from '../panels/ContextMenu.tsx'
import type { KeyOf } from '../panels/wording.ts'
import type { BoundCommand } from './bindings.ts'
import { menuCommands, menuLabels, placeAt } from './menu-places.ts'
import type { MenuPlace } from './menu-places.ts'

/** What else can be done with a word, as spelling it otherwise: shown above all else. */
export type ItemsAtWord = (editor: Editor, word: Stretch) => readonly MenuItem[]

type Shown = Readonly<{ place: MenuPlace; at: Readonly<{ x: number; y: number }> }>

/**
 * The menu at the pointer or at the caret, on text, region, preview and the binder's lines. `pick`: makes commands mean
 * the document that the menu is for; what it returns takes that back, once the menu goes.
 */
export function useContextMenu(editor: Editor | null, itemsAtWord: ItemsAtWord, pick: (id: DocumentId) => () => void) {
  const [shown, setShown] = useState<Shown | null>(null)
  const latest = useRef({ editor, pick })
  latest.current = { editor, pick }
  const unpick = useRef<() => void>(undefined)
  // The item that is chosen was made for what was picked, and still means that.
  const close = useCallback(() => {
    unpick.current?.()
    unpick.current = undefined
    setShown(null)
  }, [])

  const show = useCallback((target: Element, point: Shown['at'] | null) => {
    const next = menuAt(target, latest.current.editor, point)
    if (next?.place.kind === 'document') unpick.current = latest.current.pick(next.place.id)
    if (next !== null) setShown(next)
    return next !== null
  }, [])

  useEffect(() => {
    const asked = (event: MouseEvent) => {
      if (!(event.target instanceof Element)) return
      // Keys ask at the element that has the focus; only a pointer means a point.
      const point = event.button === 2 ? { x: event.clientX, y: event.clientY } : null
      if (show(event.target, point)) event.preventDefault()
    }
    window.addEventListener('contextmenu', asked)
    return () => window.removeEventListener('contextmenu', asked)
  }, [show])

  /** For the key and the palette. */
  const open = useCallback(() => {
    if (document.activeElement !== null) show(document.activeElement, null)
  }, [show])

  function draw(commands: readonly BoundCommand[], keyOf: KeyOf, rename: ((id: DocumentId) => void) | null): ReactNode {
    if (shown === null) return null
    const { place, at } = shown
    const named = menuCommands[place.kind].map(ids =>
      ids.flatMap(id => commands.filter(it => it.id === id).map(it => itemOf(it, keyOf))),
    )
    const own: MenuItem[] =
      place.kind === 'document'
        ? [{ id: 'rename', title: 'Rename', keys: 'F2', enabled: rename !== null, run: () => rename?.(place.id) }]
        : 'word' in place && place.word !== null && editor !== null
          ? [...itemsAtWord(editor, place.word)]
          : []
    return <ContextMenu label={menuLabels[place.kind]} groups={[own, ...named]} at={at} onClose={close} />
  }

  return { open, draw }
}

function itemOf({ id, title, when, run }: BoundCommand, keyOf: KeyOf): MenuItem {
  return { id, title, keys: keyOf(id), enabled: when?.() ?? true, run }
}

function menuAt(target: Element, editor: Editor | null, point: Shown['at'] | null): Shown | null {
  const place = placeAt(target, editor, point)
  return place === null ? null : { place, at: point ?? caretPoint(target, editor, place) }
}

/** Below the caret, or at the foot of what has the focus. */
function caretPoint(target: Element, editor: Editor | null, place: MenuPlace): Shown['at'] {
  if (editor !== null && 'word' in place) {
    const { left, bottom } = editor.view.coordsAtPos(editor.state.selection.head)
    return { x: left, y: bottom + 4 }
  }
  const { left, bottom } = target.getBoundingClientRect()
  return { x: left + 24, y: bottom }
}
