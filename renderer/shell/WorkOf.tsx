import { useStore } from 'zustand'
import { JobDialog } from '../panels/JobDialog.tsx'
import type { LongWork } from '../state/long-work.ts'

/** What main works at, once it takes long. */
export function WorkOf({ longWork }: { longWork: LongWork }) {
  const { work } = useStore(longWork.store)
  if (!work?.isLong || work.progress === null) return null
  return <JobDialog title={work.title} progress={work.progress} onCancel={longWork.cancel} />
}
