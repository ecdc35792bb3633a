import { useStore } from 'zustand'
import { TimelinePanel } from '../panels/TimelinePanel.tsx'
import type { KeyOf } from '../panels/wording.ts'
import { writtenIn } from '../state/steps.ts'
import type { TimelineStore } from '../state/timeline.ts'
import type { InfillDesk } from './infill-desk.ts'

type TimelineOfProps = Readonly<{ timeline: TimelineStore; desk: InfillDesk; keyOf: KeyOf }>

/** The timeline of the variant that is shown, as long as the writer looks at it. */
export function TimelineOf({ timeline, desk, keyOf }: TimelineOfProps) {
  const open = useStore(timeline.store)
  if (open === null) return null
  const { variant, steps, at, playing } = open
  return (
    <TimelinePanel
      keyOf={keyOf}
      {...{ steps, at, playing }}
      edited={variant.edited !== undefined}
      written={writtenIn(variant, at)}
      onStep={desk.stepBy}
      onTo={timeline.to}
      onPlay={desk.play}
      onBranch={desk.branch}
      onClose={desk.toggleTimeline}
    />
  )
}
