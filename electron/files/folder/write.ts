import { createHash } from 'node:crypto'
import type { DocJson } from '../../contract/library.ts'
import { fileName } from '../file-name.ts'
import { fit } from '../fit.ts'
import { frontMatter, markdownOf } from '../markdown/write.ts'
import type { Source } from '../source.ts'
import type { PartCard } from '../split.ts'

/** A project on its way out, whole. */
export type WholeProject = Readonly<{ title: string; documents: readonly WholeDocument[] }>
/** `depth`: 0 where nothing holds it; otherwise the last one before it of a depth less holds it. */
export type WholeDocument = Readonly<{ title: string; depth: number; card: PartCard; doc: DocJson }>
/**
 * `project.json`: what a project's Markdown cannot say. `sha256`: of the Markdown as it was written; where the file is
 * another now, somebody wrote in it, and it counts instead of `doc`.
 */
export type ProjectJson = Readonly<{
  format: 'palimpsest-project'
  version: 1
  title: string
  documents: readonly (WholeDocument & Readonly<{ file: string; sha256: string }>)[]
}>
export const PROJECT_JSON = 'project.json'

/** A library as a folder of Markdown: a folder for each project, with JSON beside the texts that holds all of each. */
export function libraryFiles(projects: readonly WholeProject[]): Source[] {
  const readme = { name: 'README.txt', bytes: bytesOf(README) }
  return [readme, ...projects.flatMap((project, at) => projectFiles(project, numbered(at, project.title)))]
}

function projectFiles({ title, documents }: WholeProject, folder: string): Source[] {
  const made = documents.map((document, at) => {
    const bytes = bytesOf(frontMatter({ title: document.title }) + markdownOf(fit(document.doc)))
    const file = `${numbered(at, document.title)}.md`
    return { file, bytes, json: { file, sha256: sha256(bytes), ...document } }
  })
  const json: ProjectJson = { format: 'palimpsest-project', version: 1, title, documents: made.map(it => it.json) }
  return [
    { name: `${folder}/${PROJECT_JSON}`, bytes: bytesOf(JSON.stringify(json, null, 1)) },
    ...made.map(({ file, bytes }) => ({ name: `${folder}/${file}`, bytes })),
  ]
}

/** In order when sorted by name, and never the same twice. */
function numbered(at: number, title: string): string {
  return `${String(at + 1).padStart(3, '0')} ${fileName(title)}`
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

const README = `A library of Palimpsest, as plain files.

Each folder is a project. Its texts are Markdown, in order. Beside them, project.json
holds all that Markdown cannot say. "Import a folder..." in Palimpsest reads this folder,
or one project of it, back in; of a text that was changed meanwhile it takes the Markdown.
Pictures, what lay in the trash, the history of runs and the snapshots are not here.
`
