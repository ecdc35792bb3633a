import type { DocumentKind, DocumentStatus, LabelColour, TemplateName } from '@contract/binder.ts'

const kinds: Readonly<Record<DocumentKind, string>> = {
  part: 'Part',
  chapter: 'Chapter',
  scene: 'Scene',
  note: 'Note',
  research: 'Research',
}
export const kindText = (kind: DocumentKind) => kinds[kind]

const statuses: Readonly<Record<DocumentStatus, string>> = {
  none: 'No status',
  idea: 'Idea',
  draft: 'Draft',
  revised: 'Revised',
  final: 'Final',
}
export const statusText = (status: DocumentStatus) => statuses[status]

const colours: Readonly<Record<LabelColour, string>> = {
  red: 'Red',
  amber: 'Amber',
  green: 'Green',
  blue: 'Blue',
  violet: 'Violet',
  grey: 'Grey',
}
export const colourText = (colour: LabelColour) => colours[colour]

const templates: Readonly<Record<TemplateName, readonly [string, string]>> = {
  blank: ['Blank', 'Nothing but a title.'],
  novel: ['Novel', 'Three parts with chapters and scenes, notes on people and places, research.'],
  'short-story': ['Short story', 'Beginning, turn, end, and a note.'],
  technical: ['Technical documentation', 'Introduction, getting started, guides, reference, terms, research.'],
}
export const templateText = (name: TemplateName) => ({ title: templates[name][0], what: templates[name][1] })
