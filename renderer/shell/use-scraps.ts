import type { Extensions } from '@tiptap/core'
import { useRef, useState } from 'react'
import type { OpenEditor } from '../editor/Editor.tsx'
import { scrapDrop } from '../editor/scraps/scrap-drop.ts'
import type { Passage } from './passage.ts'
import { createScrapDesk } from './scrap-desk.ts'
import type { ScrapDesk } from './scrap-desk.ts'
import type { Stores } from './stores.ts'

/** Putting aside and putting in again. `extra`: what the editor is given; made once. */
export function useScraps(
  stores: Stores,
  editor: OpenEditor | null,
  passage: Passage,
): Readonly<{ desk: ScrapDesk; extra: Extensions }> {
  const latest = useRef({ editor, passage })
  latest.current = { editor, passage }
  const [made] = useState(() => {
    const desk = createScrapDesk(
      stores,
      () => latest.current.editor,
      index => latest.current.passage.offeredPiece(index),
    )
    return { desk, extra: [scrapDrop(id => void desk.insert(id))] }
  })
  return made
}
