import { randomUUID } from 'node:crypto'
import type { DocumentKind, TemplateName } from '../contract/binder.ts'
import type { DocumentId, ProjectId } from '../contract/library.ts'
import { describeDocuments, setParent } from './cards.ts'
import type { WriteDb } from './database.ts'
import { createDocument } from './documents.ts'

/** A document of a template, with those that it holds. `synopsis` says what belongs there; the text is the writer's. */
type Sketch = Readonly<{ title: string; kind: DocumentKind; synopsis?: string; holds?: readonly Sketch[] }>

const scene = (title: string, synopsis: string): Sketch => ({ title, kind: 'scene', synopsis })
const chapter = (title: string, ...holds: Sketch[]): Sketch => ({ title, kind: 'chapter', holds })
const note = (title: string, synopsis: string, ...holds: Sketch[]): Sketch => ({ title, kind: 'note', synopsis, holds })
const research: Sketch = { title: 'Research', kind: 'research', synopsis: 'Pictures, sources, things to look up.' }

const novel: readonly Sketch[] = [
  {
    title: 'Part one',
    kind: 'part',
    holds: [
      chapter('Chapter one', scene('Opening', 'Who we follow, where, and what is not right yet.')),
      chapter('Chapter two', scene('The disturbance', 'What happens that cannot be undone.')),
    ],
  },
  { title: 'Part two', kind: 'part', holds: [chapter('Chapter three', scene('Untitled', ''))] },
  { title: 'Part three', kind: 'part', holds: [chapter('Chapter four', scene('Untitled', ''))] },
  note('Notes', 'What is not for the reader.', note('People', 'Who they are, what they want.'), note('Places', '')),
  research,
]

const shortStory: readonly Sketch[] = [
  scene('Beginning', 'One person, one place, one want.'),
  scene('Turn', 'What changes the question.'),
  scene('End', 'The answer, or the refusal of one.'),
  note('Notes', 'Images, lines, loose ends.'),
]

const technical: readonly Sketch[] = [
  chapter('Introduction', scene('What it is', 'In a paragraph, for somebody who has never heard of it.')),
  chapter(
    'Getting started',
    scene('Installing', ''),
    scene('A first example', 'The shortest path to something that works.'),
  ),
  chapter('Guides', scene('Untitled guide', 'One task, from its start to its end.')),
  chapter('Reference', scene('Untitled reference', 'Complete, in order, without opinion.')),
  note('Terms', 'A word for each thing, and the words not to use.'),
  research,
]

const sketches: Readonly<Record<TemplateName, readonly Sketch[]>> = {
  blank: [],
  novel,
  'short-story': shortStory,
  technical,
}

/** Adds the documents of a template to a project, in order. */
export function plantTemplate(db: WriteDb, project: ProjectId, name: TemplateName, nowMs: number): void {
  db.transaction(() => sketches[name].forEach(sketch => plant(db, project, null, sketch, nowMs)))()
}

function plant(db: WriteDb, project: ProjectId, parent: DocumentId | null, sketch: Sketch, nowMs: number): void {
  const id = randomUUID() as DocumentId
  createDocument(db, id, project, sketch.title, nowMs)
  describeDocuments(db, [id], { kind: sketch.kind, synopsis: sketch.synopsis ?? '' })
  setParent(db, id, parent)
  for (const held of sketch.holds ?? []) plant(db, project, id, held, nowMs)
}
