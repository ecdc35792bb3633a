import { useRef } from 'react'
import type { RunState } from '../state/run-state.ts'

/** Steps before this many are too few to judge by. */
const FIRST = 3

/** How long the run that goes on will still take, in ms, by its steps so far; null where none does, or that is not known yet. */
export function usePace(state: RunState): number | null {
  const begun = useRef<Readonly<{ run: string; step: number; atMs: number }> | null>(null)
  if (state.phase !== 'running' || state.snapshot === null) return null
  const { run, step, of } = state.snapshot
  const now = performance.now()
  if (begun.current?.run !== run) begun.current = { run, step, atMs: now }
  const { step: first, atMs } = begun.current
  return step < first + FIRST ? null : Math.max(0, ((now - atMs) / (step - first)) * (of - step))
}
