import type { Handlers } from '../../contract/ipc.ts'
import type { WriteDb } from '../../store/database.ts'
import { changedBy } from '../../store/cards.ts'
import { createProject, renameProject, trashProject } from '../../store/projects.ts'
import { plantTemplate } from '../../store/templates.ts'

type ProjectHandlers = Pick<Handlers, `project:${'create' | 'rename' | 'trash' | 'restore'}`>

export function projectHandlers(db: WriteDb, now: () => number): ProjectHandlers {
  return {
    'project:create': (id, title, template) =>
      db.transaction(() => {
        const project = createProject(db, id, title, now())
        return { project, documents: changedBy(db, () => plantTemplate(db, id, template, now())) }
      })(),
    'project:rename': (id, title) => renameProject(db, id, title),
    'project:trash': id => trashProject(db, id, now()),
    'project:restore': id => trashProject(db, id, null),
  }
}
