import { openLibrary } from '../../electron/store/open.ts'
import { createProject } from '../../electron/store/projects.ts'
import type { ProjectId } from '../../electron/contract/library.ts'

/** A process of its own that opens the library named on its command line and keeps it until it is killed. */
const { db } = await openLibrary(process.argv[2]!, new Date())
createProject(db, 'held' as ProjectId, 'Held', 1)
process.send!('open')
setInterval(() => undefined, 1_000)
