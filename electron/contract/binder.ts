import type { DocumentId, ProjectId } from './library.ts'

/** What a document is in its project. Parts and chapters usually hold others, but any document with text may. */
export const KINDS = ['part', 'chapter', 'scene', 'note', 'research'] as const
export type DocumentKind = (typeof KINDS)[number]

/** How far the writing of a document is. */
export const STATUSES = ['none', 'idea', 'draft', 'revised', 'final'] as const
export type DocumentStatus = (typeof STATUSES)[number]

export const LABEL_COLOURS = ['red', 'amber', 'green', 'blue', 'violet', 'grey'] as const
export type LabelColour = (typeof LABEL_COLOURS)[number]
export type LabelId = string & { readonly __brand: 'LabelId' }
/** What the writer sorts documents by: a name with a colour, for the whole library. */
export type Label = Readonly<{ id: LabelId; name: string; colour: LabelColour }>

/** What is known of a document beside its text. `target`: the words it is meant to have, 1 or more, or null. */
export type Card = Readonly<{
  kind: DocumentKind
  label: LabelId | null
  status: DocumentStatus
  synopsis: string
  target: number | null
}>

/**
 * Where a document stands: at `position` (0 is first) among those of `project` that have the same `parent` (null: the
 * project itself) and are not in the trash.
 */
export type Place = Readonly<{ project: ProjectId; parent: DocumentId | null; position: number }>

/** The words of parts, chapters and scenes make up the manuscript; those of notes and research do not count. */
export function isManuscript(kind: DocumentKind): boolean {
  return kind === 'part' || kind === 'chapter' || kind === 'scene'
}

/** What a new project can begin with. */
export const TEMPLATES = ['blank', 'novel', 'short-story', 'technical'] as const
export type TemplateName = (typeof TEMPLATES)[number]

/** The largest picture that a project takes, in bytes. */
export const IMAGE_BYTES_MAX = 20_000_000
export type Picture = Readonly<{ mediaType: string; bytes: Uint8Array }>

/** Words written and cut in a project's manuscript on one day of the writer's own calendar, `2026-01-31`. */
export type WritingDay = Readonly<{ day: string; project: ProjectId; added: number; removed: number }>

/** The day of the local calendar, `2026-01-31`. */
export function dayOf(atMs: number): string {
  const at = new Date(atMs)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
