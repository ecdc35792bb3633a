import type { Handlers } from '../../contract/ipc.ts'
import { dayOf } from '../../contract/origin.ts'
import { fileName } from '../../files/file-name.ts'
import type { ReadDb } from '../../store/database.ts'
import { originReport } from '../../store/origins.ts'
import { originJson, originMarkdown } from '../origin-text.ts'
import type { FileDialogs } from '../files/dialogs.ts'
import { writeWhole } from '../files/write.ts'

type OriginHandlers = Pick<Handlers, 'origins:report' | 'origins:export'>

const formats = {
  markdown: { name: 'Markdown', extension: 'md', textOf: originMarkdown },
  json: { name: 'JSON', extension: 'json', textOf: originJson },
} as const

export function originHandlers(db: ReadDb, { save }: Pick<FileDialogs, 'save'>, now: () => number): OriginHandlers {
  return {
    'origins:report': project => originReport(db, project, now()),
    async 'origins:export'(project, format) {
      const report = originReport(db, project, now())
      const { name, extension, textOf } = formats[format]
      const proposed = `${fileName(`${report.project}, whose words, ${dayOf(now())}`)}.${extension}`
      const path = await save(proposed, { name, extensions: [extension] })
      if (path !== null) await writeWhole(path, Buffer.from(textOf(report)))
      return path
    },
  }
}
