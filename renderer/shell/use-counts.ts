import { useStore } from 'zustand'
import { dayOf } from '@contract/binder.ts'
import type { Project, Settings } from '@contract/library.ts'
import type { BinderTree } from '../state/library-view.ts'
import { wordsOn } from '../state/writing.ts'
import type { Stores } from './stores.ts'

/** What the status bar counts, beside the words of the open document. */
export function useCounts({ writing }: Stores, settings: Settings, tree: BinderTree, project: Project | null) {
  const { days, session } = useStore(writing.store)
  return {
    projectWords: tree.projects.find(it => it.project.id === project?.id)?.words ?? null,
    today: wordsOn(days, dayOf(Date.now())),
    session,
    dailyGoal: settings.dailyGoal,
    sessionGoal: settings.sessionGoal,
  }
}
