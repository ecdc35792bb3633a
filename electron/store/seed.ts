import type { DocumentDraft, ProjectId } from '../contract/library.ts'
import type { WriteDb } from './database.ts'
import { createDocument, saveDocument } from './documents.ts'
import { createProject } from './projects.ts'
import { defaultSettings, hasSettings, saveSettings } from './settings.ts'

/** What a new library begins with. The first document is the one that opens. */
export type Sample = Readonly<{
  project: Readonly<{ id: ProjectId; title: string }>
  documents: readonly (DocumentDraft & Readonly<{ title: string }>)[]
}>

/** Puts the sample in a library that has never had one; all of it or nothing. One whose settings were lost has had it. */
export function seedSample(db: WriteDb, sample: Sample, nowMs: number): void {
  db.transaction(() => {
    if (hasSettings(db)) return
    if (db.prepare('SELECT 1 FROM project').get() !== undefined) return saveSettings(db, defaultSettings)
    createProject(db, sample.project.id, sample.project.title, nowMs)
    for (const draft of sample.documents) {
      createDocument(db, draft.id, sample.project.id, draft.title, nowMs)
      saveDocument(db, draft, nowMs)
    }
    saveSettings(db, { ...defaultSettings, openDocument: sample.documents[0]?.id ?? null })
  })()
}
