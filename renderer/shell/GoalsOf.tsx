import { useStore } from 'zustand'
import { dayOf } from '@contract/binder.ts'
import type { LibraryView } from '@contract/library.ts'
import { GoalsDialog } from '../panels/GoalsDialog.tsx'
import { DAYS_SHOWN, lastDays, wordsOn } from '../state/writing.ts'
import type { Stores } from './stores.ts'

type GoalsOfProps = Readonly<{ view: LibraryView; stores: Stores; onClose: () => void }>

export function GoalsOf({ view: { settings }, stores: { library, writing }, onClose }: GoalsOfProps) {
  const { days, session } = useStore(writing.store)
  return (
    <GoalsDialog
      today={wordsOn(days, dayOf(Date.now()))}
      session={session}
      dailyGoal={settings.dailyGoal}
      sessionGoal={settings.sessionGoal}
      days={lastDays(days, Date.now(), DAYS_SHOWN)}
      onChange={library.changeSettings}
      onClose={onClose}
    />
  )
}
