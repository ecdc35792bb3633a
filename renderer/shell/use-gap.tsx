import type { AnyExtension } from '@tiptap/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { gapControl } from '../editor/gap-control.ts'
import type { GapAtHand } from '../editor/gap-control.ts'
import { GapCard } from '../panels/GapCard.tsx'
import type { KeyOf } from '../panels/wording.ts'
import type { GapDesk } from './gap-desk.ts'

/** The gap at hand as the window shows it, and the card below it while it is selected. */
export function useGap(desk: GapDesk, onPage: () => void) {
  const [atHand, setAtHand] = useState<GapAtHand | null>(null)
  const [extension] = useState((): AnyExtension => gapControl({ onGap: setAtHand }))
  const card = (keyOf: KeyOf): ReactNode =>
    atHand !== null &&
    atHand.place !== null &&
    createPortal(
      <GapCard
        number={atHand.number}
        words={atHand.words}
        keyOf={keyOf}
        onWords={desk.wish}
        onRemove={desk.remove}
        onLeave={onPage}
      />,
      atHand.place,
    )
  return { atHand, extension, card }
}
