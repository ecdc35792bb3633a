import { createHash } from 'node:crypto'
import type { DocJson } from '../../contract/library.ts'
import { fileName } from '../file-name.ts'
import { fit } from '../fit.ts'
import { frontMatter, markdownOf } from '../markdown/write.ts'
import type { Source } from '../source.ts'
import { titleOf } from '../split.ts'
import type { PartCard, PartFile, ScrapFacts } from '../split.ts'

/** A project on its way out, whole. */
export type WholeProject = Readonly<{
  title: string
  documents: readonly WholeDocument[]
  scraps: readonly ProjectScrap[]
}>
/** `depth`: 0 where nothing holds it; otherwise the last one before it of a depth less holds it. */
type WholeDocument = Readonly<{
  title: string
  depth: number
  card: PartCard
  doc: DocJson
  attached: readonly WholeFile[]
}>
/** A scrap of a project. `from`: the number of the document that it came from, among those of the project, or null. */
export type ProjectScrap = ScrapFacts & Readonly<{ doc: DocJson }>
/** A file that belongs to a document. Its bytes stay in the library; `key` finds them. */
type WholeFile = Pick<PartFile, 'role' | 'name'> & Readonly<{ key: number; mediaType: string }>
/** A file of the folder: what is in it, or the key of the attachment that is. */
export type FolderFile = Source | Readonly<{ name: string; attachment: number }>
/**
 * `project.json`: what a project's Markdown cannot say. `sha256`: of the Markdown as it was written; where the file is
 * another now, somebody wrote in it, and it counts instead of `doc`. A picture has no Markdown: `file` is the picture.
 */
export type ProjectJson = Readonly<{
  format: 'palimpsest-project'
  version: 1
  title: string
  documents: readonly DocumentInJson[]
  scraps?: readonly ScrapInJson[]
}>
export type ScrapInJson = ProjectScrap & Readonly<{ file: string; sha256: string }>
type DocumentInJson = Omit<WholeDocument, 'attached'> &
  Readonly<{ file: string; sha256: string; attached?: readonly PartFile[] }>
export const PROJECT_JSON = 'project.json'
export const README_TXT = 'README.txt'
/** How that begins. */
export const README_TITLE = 'A library of Palimpsest, as plain files.'

/** A library as a folder of Markdown: a folder for each project, with JSON beside the texts that holds all of each. */
export function libraryFiles(projects: readonly WholeProject[]): FolderFile[] {
  const readme = { name: README_TXT, bytes: bytesOf(README) }
  return [readme, ...projects.flatMap((project, at) => projectFiles(project, numbered(at, project.title)))]
}

function projectFiles({ title, documents, scraps }: WholeProject, folder: string): FolderFile[] {
  let originals = 0
  const made = documents.map((document, at) => {
    const stem = numbered(at, document.title)
    return madeOf(document, stem, name => `originals/${numbered(originals++, name)}`)
  })
  const shelf = scraps.map(scrapOf)
  const json: ProjectJson = {
    ...{ format: 'palimpsest-project', version: 1, title, documents: made.map(it => it.json) },
    ...(shelf.length > 0 ? { scraps: shelf.map(it => it.json) } : {}),
  }
  const all = [
    { name: PROJECT_JSON, bytes: bytesOf(JSON.stringify(json, null, 1)) },
    ...made.flatMap(it => it.files),
    ...shelf.map(it => it.file),
  ]
  return all.map(file => ({ ...file, name: `${folder}/${file.name}` }))
}

/** A document's files, named after `stem`, and what `project.json` says of it. */
function madeOf(
  { attached, ...document }: WholeDocument,
  stem: string,
  originalName: (name: string) => string,
): Readonly<{ files: FolderFile[]; json: DocumentInJson }> {
  const beside = attached.map(({ role, name, key, mediaType }) => {
    const file = role === 'image' ? `${stem}.${endings[mediaType] ?? 'image'}` : originalName(name)
    return { written: { name: file, attachment: key }, json: { role, name, file } }
  })
  const files = beside.map(it => it.written)
  const more = beside.length > 0 ? { attached: beside.map(it => it.json) } : {}
  const picture = more.attached?.find(({ role }) => role === 'image')
  if (picture) return { files, json: { file: picture.file, sha256: '', ...document, ...more } }
  const bytes = bytesOf(frontMatter({ title: document.title }) + markdownOf(fit(document.doc)))
  const file = `${stem}.md`
  return { files: [{ name: file, bytes }, ...files], json: { file, sha256: sha256(bytes), ...document, ...more } }
}

/** A scrap's file, named by how it begins, and what `project.json` says of it. */
function scrapOf(scrap: ProjectScrap, at: number): Readonly<{ file: Source; json: ScrapInJson }> {
  const doc = fit(scrap.doc)
  const bytes = bytesOf(markdownOf(doc))
  const name = `scraps/${numbered(at, titleOf(doc))}.md`
  return { file: { name, bytes }, json: { file: name, sha256: sha256(bytes), ...scrap } }
}

const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
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

const README = `${README_TITLE}

Each folder is a project. Its texts are Markdown, in order, its pictures between them.
Files that texts were imported from, where they were kept, are in "originals"; what was put
aside as scraps is in "scraps". Beside them, project.json holds all that Markdown cannot
say. "Import a folder..." in Palimpsest reads this folder, or one project of it, back in;
of a text that was changed meanwhile it takes the Markdown. What lay in the trash, the history of runs and the snapshots are not here.
`
