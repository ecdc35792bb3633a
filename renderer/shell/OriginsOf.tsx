import { useEffect, useState } from 'react'
import type { DocumentId, ProjectId } from '@contract/library.ts'
import type { OriginReport } from '@contract/origin.ts'
import type { Result } from '@contract/result.ts'
import { OriginDialog } from '../panels/OriginDialog.tsx'
import type { Stores } from './stores.ts'

type OriginsOfProps = Readonly<{ project: ProjectId; open: DocumentId | null; stores: Stores; onClose: () => void }>

/** The report on a project, what is typed just now included. */
export function OriginsOf({ project, open, stores, onClose }: OriginsOfProps) {
  const { document, origins, notices } = stores
  const [report, setReport] = useState<Result<OriginReport> | null>(null)
  useEffect(() => {
    let wanted = true
    void document
      .flush()
      .then(() => origins.report(project))
      .then(made => wanted && setReport(made))
    return () => {
      wanted = false
    }
  }, [project, document, origins])

  async function save(format: 'markdown' | 'json'): Promise<void> {
    const reply = await origins.save(project, format)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    else if (reply.value !== null) notices.say(`The report is in ${reply.value}`)
  }

  return <OriginDialog {...{ report, onClose }} document={open} onExport={format => void save(format)} />
}
