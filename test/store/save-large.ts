import { openLibrary } from '../../electron/store/open.ts'
import { createDocument, loadDocument, saveDocument } from '../../electron/store/documents.ts'
import { createProject } from '../../electron/store/projects.ts'
import { SqliteError } from '../../electron/store/database.ts'
import type { DocumentId, ProjectId } from '../../electron/contract/library.ts'

/** A process of its own, whose files may not grow large: saves a document that does not fit, and says what came of it. */
const { db } = await openLibrary(process.argv[2]!, new Date())
const id = 'a' as DocumentId
const save = (text: string) =>
  saveDocument(db, { id, doc: { type: 'doc' }, text, words: 1, caret: { anchor: 1, head: 1 } }, 2)
const stored = () => db.prepare('SELECT length(text) FROM document').pluck().get()

createProject(db, 'p' as ProjectId, 'P', 1)
createDocument(db, id, 'p' as ProjectId, 'A', 1)
save('former')
let code: string | null = null
try {
  save('x'.repeat(4_000_000))
} catch (error) {
  if (!(error instanceof SqliteError)) throw error
  code = error.code
}
const caret = loadDocument(db, id).caret.anchor
console.log(JSON.stringify({ code, stored: stored(), caret }))
