import type { StudioApi } from '@contract/ipc.ts'
import type { ProjectId } from '@contract/library.ts'
import { ask } from './ask.ts'

export type Origins = ReturnType<typeof createOrigins>

/** Whose words a project is made of, as main counts them. */
export function createOrigins(studio: StudioApi) {
  return {
    report: (project: ProjectId) => ask(studio, 'origins:report', project),
    save: (project: ProjectId, format: 'markdown' | 'json') => ask(studio, 'origins:export', project, format),
  }
}
