import { createStore } from 'zustand/vanilla'
import { dayOf, isManuscript } from '@contract/binder.ts'
import type { WritingDay } from '@contract/binder.ts'
import type { StudioApi } from '@contract/ipc.ts'
import type { DocumentSummary } from '@contract/library.ts'
import { ask } from './ask.ts'

/** What was written, day by day, in order, and since the window was opened (words cut count against it). */
export type WritingState = Readonly<{ days: readonly WritingDay[]; session: number }>

/** How many days the plot shows, today too. */
export const DAYS_SHOWN = 30

export type Writing = ReturnType<typeof createWriting>

/** Counts what is written. Main keeps the days; what is saved here is added to them as main adds it. */
export function createWriting(studio: StudioApi) {
  const store = createStore<WritingState>(() => ({ days: [], session: 0 }))

  /** Reads the days that are shown; without an answer they stay as they are. */
  async function load(): Promise<void> {
    const reply = await ask(studio, 'writing:days', dayBefore(Date.now(), DAYS_SHOWN - 1))
    if (reply.ok) store.setState({ days: reply.value })
  }

  /** A document was saved that had `before` words. */
  function note({ project, kind, words }: DocumentSummary, before: number): void {
    if (!isManuscript(kind) || words === before) return
    const { days, session } = store.getState()
    store.setState({
      days: withWords(days, dayOf(Date.now()), project, words - before),
      session: session + words - before,
    })
  }

  return { store, load, note }
}

/** `days` with words added (or removed, if negative) on a day. */
export function withWords(
  days: readonly WritingDay[],
  day: string,
  project: WritingDay['project'],
  change: number,
): readonly WritingDay[] {
  const at = days.findIndex(it => it.day === day && it.project === project)
  const { added, removed } = days[at] ?? { added: 0, removed: 0 }
  const next = { day, project, added: added + Math.max(0, change), removed: removed + Math.max(0, -change) }
  return at < 0 ? [...days, next] : days.with(at, next)
}

/** Words of a day in all projects, those cut taken off; may be negative. */
export function wordsOn(days: readonly WritingDay[], day: string): number {
  return days.filter(it => it.day === day).reduce((sum, { added, removed }) => sum + added - removed, 0)
}

/** The last `count` days up to now, in order, each with its words; days without any are 0. */
export function lastDays(
  days: readonly WritingDay[],
  nowMs: number,
  count: number,
): readonly Readonly<{ day: string; words: number }>[] {
  return Array.from({ length: count }, (_, i) => dayBefore(nowMs, count - 1 - i)).map(day => ({
    day,
    words: wordsOn(days, day),
  }))
}

function dayBefore(nowMs: number, days: number): string {
  const at = new Date(nowMs)
  return dayOf(new Date(at.getFullYear(), at.getMonth(), at.getDate() - days, 12).getTime())
}
