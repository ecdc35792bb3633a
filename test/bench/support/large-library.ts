import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunId } from '../../../electron/contract/infill.ts'
import type { DocumentDraft, DocumentId, ProjectId } from '../../../electron/contract/library.ts'
import type { WriteDb } from '../../../electron/store/database.ts'
import { createDocument, saveDocument } from '../../../electron/store/documents.ts'
import { createProject } from '../../../electron/store/projects.ts'
import { recordEnd, startRun } from '../../../electron/store/runs.ts'
import { defaultRunSettings, defaultSettings, saveSettings } from '../../../electron/store/settings.ts'

/** A project as large as a long novel with years of history. */
export const SCENES = 400
export const SCENE_WORDS = 750
export const RUNS = 20_000
const VARIANTS = 3
const VARIANT_WORDS = 12

const sceneId = (index: number) => `scene-${index}` as DocumentId

/** Fills an empty library from the words of the text files in `folder`, over again where they do not suffice. */
export function fillLarge(db: WriteDb, folder: string, { scenes = SCENES, runs = RUNS } = {}): void {
  const words = globSync('**/*.txt', { cwd: folder })
    .sort()
    .flatMap(file => readFileSync(join(folder, file), 'utf8').split(/\s+/))
    .filter(word => word !== '')
  const stretch = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => words[(from + i) % words.length]!).join(' ')
  db.transaction(() => {
    const project = 'novel' as ProjectId
    createProject(db, project, 'The Novel', 1)
    for (let scene = 0; scene < scenes; scene++) {
      createDocument(db, sceneId(scene), project, `Scene ${scene + 1}`, 1)
      saveDocument(
        db,
        sceneOf(scene, at => stretch(scene * SCENE_WORDS + at, 75)),
        2,
      )
    }
    for (let run = 0; run < runs; run++)
      addRun(db, run, sceneId(run % scenes), at => stretch(run * 97 + at, VARIANT_WORDS))
    saveSettings(db, { ...defaultSettings, openDocument: sceneId(0) })
  })()
}

/** A scene of ten paragraphs; `textAt` gives the words from an offset on. */
export function sceneOf(scene: number, textAt: (at: number) => string): DocumentDraft {
  const paragraphs = Array.from({ length: SCENE_WORDS / 75 }, (_, i) => textAt(i * 75))
  return {
    id: sceneId(scene),
    doc: { type: 'doc', content: paragraphs.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })) },
    text: paragraphs.join('\n\n'),
    words: SCENE_WORDS,
    caret: { anchor: 1, head: 1 },
  }
}

function addRun(db: WriteDb, index: number, scene: DocumentId, textAt: (at: number) => string): void {
  const id = `run-${index}` as RunId
  const passage = [
    { kind: 'fixed', text: textAt(100) },
    { kind: 'region', text: textAt(0), kept: [] },
    { kind: 'fixed', text: textAt(200) },
  ] as const
  startRun(db, { id, passage, settings: defaultRunSettings }, scene, index)
  const variants = Array.from({ length: VARIANTS }, (_, i) => ({
    seed: i,
    regions: [[{ kind: 'written', text: textAt(i * 31), certainty: 0.5, step: 1 } as const]],
    ...{ fit: { text: -2, after: -2 }, places: null },
  }))
  const known = { steps: 12, passes: 15, milliseconds: 1500, model: 'starter', modelHash: 'ab12', backend: 'CPU' }
  recordEnd(db, id, { kind: 'offered', report: { variants, ...known } }, index + 1)
}
