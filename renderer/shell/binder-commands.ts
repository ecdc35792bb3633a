import { STATUSES } from '@contract/binder.ts'
import type { DocumentKind, DocumentStatus, Label, LabelId } from '@contract/binder.ts'
import { kindText, statusText } from '../panels/binder-wording.ts'
import type { Direction } from '../panels/binder-places.ts'
import type { Command } from './commands.ts'

/** What commands do with documents as wholes: with those that are picked in the binder, or with the open one. */
export type BinderTargets = Readonly<{
  createOf: (kind: DocumentKind) => void
  convert: (kind: DocumentKind) => void
  status: (status: DocumentStatus) => void
  labels: readonly Label[]
  label: (label: LabelId | null) => void
  move: (to: Direction) => void
  split: () => void
  merge: () => void
  duplicate: () => void
  pictures: () => void
  /** Documents are picked, or one is open; they can be changed. */
  canChange: boolean
  /** The open document is a text that can be written in. */
  canSplit: boolean
  isWritable: boolean
}>

const kinds: readonly DocumentKind[] = ['part', 'chapter', 'scene', 'note', 'research']
const moves: readonly (readonly [Direction, string])[] = [
  ['up', 'Move up in the binder'],
  ['down', 'Move down in the binder'],
  ['in', 'Move a level in'],
  ['out', 'Move a level out'],
]

export function binderCommands(binder: BinderTargets): Command[] {
  const change = () => binder.canChange
  const writable = () => binder.isWritable
  const list: Omit<Command, 'group'>[] = [
    ...kinds.map(kind => ({
      id: `new-${kind}`,
      title: `New ${kindText(kind).toLowerCase()}${kind === 'research' ? ' document' : ''}`,
      when: writable,
      run: () => binder.createOf(kind),
    })),
    { id: 'pictures', title: 'Add pictures to the research', when: writable, run: binder.pictures },
    {
      id: 'split',
      title: 'Split the document at the caret',
      chord: 'Mod+Alt+S',
      when: () => binder.canSplit,
      run: binder.split,
    },
    { id: 'merge', title: 'Merge with the next document', chord: 'Mod+Alt+J', when: change, run: binder.merge },
    { id: 'duplicate', title: 'Duplicate', when: change, run: binder.duplicate },
    ...moves.map(([to, title]) => ({ id: `move-${to}`, title, when: change, run: () => binder.move(to) })),
    ...kinds.map(kind => ({
      id: `convert-${kind}`,
      title: `Make it a ${kindText(kind).toLowerCase()}${kind === 'research' ? ' document' : ''}`,
      when: change,
      run: () => binder.convert(kind),
    })),
    ...[{ id: null, name: 'none' }, ...binder.labels].map(({ id, name }) => ({
      id: `label-${id ?? 'none'}`,
      title: `Label: ${name}`,
      when: change,
      run: () => binder.label(id),
    })),
    ...STATUSES.map(status => ({
      id: `status-${status}`,
      title: status === 'none' ? 'Status: none' : `Status: ${statusText(status).toLowerCase()}`,
      when: change,
      run: () => binder.status(status),
    })),
  ]
  return list.map(command => ({ ...command, group: 'Binder' }))
}
