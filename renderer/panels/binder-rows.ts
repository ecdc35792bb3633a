import type { DocumentId, DocumentSummary, Project, ProjectId } from '@contract/library.ts'
import type { BinderTree } from '../state/library-view.ts'

/** Something in the binder that can be renamed, thrown away and brought back. */
export type BinderItem =
  | Readonly<{ kind: 'project'; id: ProjectId; title: string }>
  | Readonly<{ kind: 'document'; id: DocumentId; title: string }>

/** One line of the binder as it is drawn, in reading order. `at` and `of` count it among its siblings, from 1. */
export type BinderRow = Readonly<{ key: string; level: 1 | 2; at: number; of: number; parent: string | null }> &
  (
    | Readonly<{ kind: 'project'; project: Project; expanded: boolean; words: number }>
    | Readonly<{ kind: 'document'; document: DocumentSummary }>
    | Readonly<{ kind: 'trash'; expanded: boolean; count: number }>
    | Readonly<{ kind: 'trashed'; item: BinderItem }>
  )

export const TRASH_KEY = 'trash'

/** The lines to draw. Projects are open unless their key is in `toggled`; the trash is closed unless it is. */
export function binderRows(tree: BinderTree, toggled: ReadonlySet<string>): BinderRow[] {
  const trashed: BinderItem[] = [
    ...tree.trash.projects.map(({ id, title }) => ({ kind: 'project' as const, id, title })),
    ...tree.trash.documents.map(({ id, title }) => ({ kind: 'document' as const, id, title })),
  ]
  const roots = tree.projects.length + (trashed.length > 0 ? 1 : 0)
  const rows = tree.projects.flatMap(({ project, documents }, index): BinderRow[] => {
    const expanded = !toggled.has(project.id)
    const words = documents.reduce((sum, document) => sum + document.words, 0)
    const head: BinderRow = {
      kind: 'project',
      key: project.id,
      level: 1,
      at: index + 1,
      of: roots,
      parent: null,
      project,
      expanded,
      words,
    }
    return expanded ? [head, ...documents.map(documentRow)] : [head]
  })
  return trashed.length === 0 ? rows : [...rows, ...trashRows(trashed, toggled.has(TRASH_KEY), roots)]
}

function documentRow(document: DocumentSummary, index: number, siblings: readonly DocumentSummary[]): BinderRow {
  const { id: key, project: parent } = document
  return { kind: 'document', key, level: 2, at: index + 1, of: siblings.length, parent, document }
}

function trashRows(items: readonly BinderItem[], expanded: boolean, roots: number): BinderRow[] {
  const head: BinderRow = {
    kind: 'trash',
    key: TRASH_KEY,
    level: 1,
    at: roots,
    of: roots,
    parent: null,
    expanded,
    count: items.length,
  }
  if (!expanded) return [head]
  const rest = items.map((item, index): BinderRow => ({
    kind: 'trashed',
    key: `trashed-${item.id}`,
    level: 2,
    at: index + 1,
    of: items.length,
    parent: TRASH_KEY,
    item,
  }))
  return [head, ...rest]
}

/** What a row stands for, where it can be renamed or thrown away. */
export function itemOf(row: BinderRow): BinderItem | null {
  if (row.kind === 'project') return { kind: 'project', id: row.project.id, title: row.project.title }
  if (row.kind === 'document') return { kind: 'document', id: row.document.id, title: row.document.title }
  return null
}

export type Place = Readonly<{ project: ProjectId; position: number }>

/** Where a document goes that is moved one line up (-1) or down (1), past a project's end into the next; null if nowhere. */
export function placeBeside(tree: BinderTree, id: DocumentId, by: 1 | -1): Place | null {
  const from = tree.projects.findIndex(({ documents }) => documents.some(document => document.id === id))
  const home = tree.projects[from]
  if (!home) return null
  const position = home.documents.findIndex(document => document.id === id) + by
  if (position >= 0 && position < home.documents.length) return { project: home.project.id, position }
  const next = tree.projects[from + by]
  return next ? { project: next.project.id, position: by === 1 ? 0 : next.documents.length } : null
}

/** Where a dragged document lands when let go on `row`: before or after a document, or at the head of a project. */
export function placeOfDrop(tree: BinderTree, id: DocumentId, row: BinderRow, after: boolean): Place | null {
  if (row.kind === 'project') return { project: row.project.id, position: 0 }
  if (row.kind !== 'document') return null
  const { project } = row.document
  const others = tree.projects.find(it => it.project.id === project)?.documents.filter(it => it.id !== id) ?? []
  const at = others.findIndex(it => it.id === row.document.id)
  return at < 0 ? null : { project, position: after ? at + 1 : at }
}
