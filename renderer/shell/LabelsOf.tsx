import type { LabelId } from '@contract/binder.ts'
import type { LibraryView } from '@contract/library.ts'
import { LabelsDialog } from '../panels/LabelsDialog.tsx'
import type { Stores } from './stores.ts'

type LabelsOfProps = Readonly<{ view: LibraryView; stores: Stores; onClose: () => void }>

export function LabelsOf({ view, stores: { library, notices }, onClose }: LabelsOfProps) {
  /** Takes it off its documents, and offers to give it back to them. */
  async function remove(id: LabelId): Promise<void> {
    const label = view.labels.find(it => it.id === id)
    const documents = view.documents.filter(it => it.label === id).map(it => it.id)
    if (label === undefined || !(await library.deleteLabel(id))) return
    const giveBack = async () => {
      if ((await library.saveLabel(label)) && documents.length > 0) await library.describe(documents, { label: id })
    }
    notices.offer(`label-${id}`, `The label “${label.name}” is deleted.`, { label: 'Undo', run: () => void giveBack() })
  }

  return (
    <LabelsDialog
      labels={view.labels}
      used={id => view.documents.filter(({ label }) => label === id).length}
      onSave={library.saveLabel}
      onAdd={(name, colour) => void library.saveLabel({ id: crypto.randomUUID() as LabelId, name, colour })}
      onDelete={id => void remove(id)}
      onClose={onClose}
    />
  )
}
