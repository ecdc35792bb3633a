import type { TimelineStore } from '../state/timeline.ts'
import type { OnScreen } from './page-preview.ts'

type Deps = Readonly<{
  timeline: TimelineStore
  page: OnScreen
  /** What is typed into the variant becomes what is offered. */
  keepTyped: () => void
}>

/** Going through the steps of the variant that is shown. */
export function createTimelineDesk({ timeline, page, keepTyped }: Deps) {
  function isOpen(): boolean {
    return timeline.store.getState() !== null
  }

  function opened(): boolean {
    if (isOpen()) return true
    keepTyped()
    return timeline.open()
  }

  /** Leaves the timeline; keys are the page's again. Returns false where there is none to leave. */
  function leaveTimeline(): boolean {
    if (!isOpen()) return false
    timeline.close()
    page()?.editor.view.focus()
    return true
  }

  function toggleTimeline(): void {
    if (!leaveTimeline()) opened()
  }

  /** A step on (1) or back (-1). */
  function stepBy(by: 1 | -1): void {
    if (!opened()) return
    const at = timeline.store.getState()?.at ?? 0
    timeline.to(at + by)
  }

  function play(): void {
    if (opened()) timeline.play()
  }

  return { toggleTimeline, leaveTimeline, stepBy, play }
}
