import type { Handlers } from '../../contract/ipc.ts'
import { dayOf } from '../../contract/origin.ts'
import type { ReadDb } from '../../store/database.ts'
import { originReport } from '../../store/origins.ts'
import { originJson, originMarkdown } from '../origin-text.ts'
import type { TextFile } from '../save-as.ts'

type OriginHandlers = Pick<Handlers, 'origins:report' | 'origins:export'>

/** `save` asks where to and writes; it returns the file, or null when the writer did not want it after all. */
export function originHandlers(
  db: ReadDb,
  save: (file: TextFile) => Promise<string | null>,
  now: () => number,
): OriginHandlers {
  return {
    'origins:report': project => originReport(db, project, now()),
    'origins:export'(project, format) {
      const report = originReport(db, project, now())
      const name = `${report.project}, whose words, ${dayOf(now())}`
      return format === 'markdown'
        ? save({ name, extension: 'md', kind: 'Markdown', text: originMarkdown(report) })
        : save({ name, extension: 'json', kind: 'JSON', text: originJson(report) })
    },
  }
}
