import type { DocumentId } from '@contract/library.ts'
import { NO_ORIGINS } from '@contract/origin.ts'
import type { OriginCounts, OriginReport } from '@contract/origin.ts'
import type { Result } from '@contract/result.ts'
import css from '../theme/Dialog.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { originNames, shareText } from './origin-wording.ts'
import { counted, grouped } from './wording.ts'

type OriginDialogProps = Readonly<{
  /** Null while it is being counted. */
  report: Result<OriginReport> | null
  /** The open document. */
  document: DocumentId | null
  onExport: (format: 'markdown' | 'json') => void
  onClose: () => void
}>

/** Whose words the open document and its project are made of. */
export function OriginDialog({ report, document, onExport, onClose }: OriginDialogProps) {
  return (
    <Dialog title="Whose words" onClose={onClose}>
      {report === null && <p role="status">Counting…</p>}
      {report?.ok === false && <p role="alert">{report.fault.message}</p>}
      {report?.ok === true && <Counts report={report.value} document={document} />}
      <DialogButtons>
        <button type="button" disabled={report?.ok !== true} onClick={() => onExport('markdown')}>
          Export as Markdown…
        </button>
        <button type="button" disabled={report?.ok !== true} onClick={() => onExport('json')}>
          Export as JSON…
        </button>
        <button type="button" data-main data-focus onClick={onClose}>
          Close
        </button>
      </DialogButtons>
    </Dialog>
  )
}

function Counts({ report, document }: { report: OriginReport; document: DocumentId | null }) {
  const open = report.documents.find(it => it.id === document)
  const runs = report.documents.reduce((sum, it) => sum + it.runs.length, 0)
  const older = report.documents.reduce((sum, it) => sum + it.byHistory, 0)
  return (
    <>
      <table className={css.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{open?.title ?? 'Document'}</th>
            <th scope="col">{report.project}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(originNames).map(([kind, name]) => (
            <tr key={kind}>
              <th scope="row">{name}</th>
              <Cell kind={kind as keyof OriginCounts} counts={open?.counts ?? NO_ORIGINS} />
              <Cell kind={kind as keyof OriginCounts} counts={report.counts} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className={css.note}>
        In characters. What has no record is the writer’s. {counted(runs, 'accepted run')} in this project; an export
        lists them by date, with model and seed.
        {older > 0 &&
          ` ${grouped(older)} characters are older than the record: the history says that the model wrote them.`}
      </p>
    </>
  )
}

function Cell({ kind, counts }: { kind: keyof OriginCounts; counts: OriginCounts }) {
  return (
    <td>
      {grouped(counts[kind])} <small>{shareText(counts[kind], counts)}</small>
    </td>
  )
}
