import type { DocumentId, DocumentSummary, Project, ProjectId } from '@contract/library.ts'
import type { BinderNode, BinderTree } from '../state/library-view.ts'

/** Something in the binder that can be renamed, thrown away and brought back. */
export type BinderItem =
  | Readonly<{ kind: 'project'; id: ProjectId; title: string }>
  | Readonly<{ kind: 'document'; id: DocumentId; title: string }>

/** One line of the binder as it is drawn, in reading order. `at` and `of` count it among its siblings, from 1. */
export type BinderRow = Readonly<{ key: string; level: number; at: number; of: number; parent: string | null }> &
  (
    | Readonly<{ kind: 'project'; project: Project; expanded: boolean; words: number }>
    /** `expanded` is null where it holds nothing. */
    | Readonly<{ kind: 'document'; document: DocumentSummary; expanded: boolean | null; words: number }>
    | Readonly<{ kind: 'trash'; expanded: boolean; count: number }>
    | Readonly<{ kind: 'trashed'; item: BinderItem }>
  )

export const TRASH_KEY = 'trash'

/** The lines to draw. What holds something is open unless its key is in `toggled`; the trash is closed unless it is. */
export function binderRows(tree: BinderTree, toggled: ReadonlySet<string>): BinderRow[] {
  const trashed: BinderItem[] = [
    ...tree.trash.projects.map(({ id, title }) => ({ kind: 'project' as const, id, title })),
    ...tree.trash.documents.map(({ id, title }) => ({ kind: 'document' as const, id, title })),
  ]
  const roots = tree.projects.length + (trashed.length > 0 ? 1 : 0)
  const rows = tree.projects.flatMap(({ project, nodes, words }, index): BinderRow[] => {
    const expanded = !toggled.has(project.id)
    const count = { key: project.id, level: 1, at: index + 1, of: roots, parent: null }
    const head: BinderRow = { kind: 'project', ...count, project, expanded, words }
    return expanded ? [head, ...documentRows(nodes, project.id, 2, toggled)] : [head]
  })
  return trashed.length === 0 ? rows : [...rows, ...trashRows(trashed, toggled.has(TRASH_KEY), roots)]
}

function documentRows(
  nodes: readonly BinderNode[],
  parent: string,
  level: number,
  toggled: ReadonlySet<string>,
): BinderRow[] {
  return nodes.flatMap(({ document, children, words }, index): BinderRow[] => {
    const expanded = children.length === 0 ? null : !toggled.has(document.id)
    const count = { key: document.id, level, at: index + 1, of: nodes.length, parent }
    const row: BinderRow = { kind: 'document', ...count, document, expanded, words }
    return expanded === true ? [row, ...documentRows(children, document.id, level + 1, toggled)] : [row]
  })
}

function trashRows(items: readonly BinderItem[], expanded: boolean, roots: number): BinderRow[] {
  const count = { key: TRASH_KEY, level: 1, at: roots, of: roots, parent: null }
  const head: BinderRow = { kind: 'trash', ...count, expanded, count: items.length }
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
