import type { LabelId } from '@contract/binder.ts'
import type { LibraryView } from '@contract/library.ts'
import { LabelsDialog } from '../panels/LabelsDialog.tsx'
import type { Stores } from './stores.ts'

type LabelsOfProps = Readonly<{ view: LibraryView; stores: Stores; onClose: () => void }>

export function LabelsOf({ view, stores: { library }, onClose }: LabelsOfProps) {
  return (
    <LabelsDialog
      labels={view.labels}
      used={id => view.documents.filter(({ label }) => label === id).length}
      onSave={label => void library.saveLabel(label)}
      onAdd={(name, colour) => void library.saveLabel({ id: crypto.randomUUID() as LabelId, name, colour })}
      onDelete={id => void library.deleteLabel(id)}
      onClose={onClose}
    />
  )
}
