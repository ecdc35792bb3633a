import { KINDS, LABEL_COLOURS, STATUSES } from '../../contract/binder.ts'
import { isDocJson } from '../../contract/doc-json.ts'
import { UnreadableFile } from '../failures.ts'
import { lose } from '../losses.ts'
import type { Losses } from '../losses.ts'
import { readMarkdown } from '../markdown/read.ts'
import type { RichDoc } from '../rich-text.ts'
import type { Source } from '../source.ts'
import type { Part, PartFile, PartScrap } from '../split.ts'
import { decoded } from '../text/decode.ts'
import { PROJECT_JSON, README_TITLE, README_TXT, sha256 } from './write.ts'
import type { ProjectJson, ScrapInJson } from './write.ts'

export function isProjectJson({ name }: Pick<Source, 'name'>): boolean {
  return name === PROJECT_JSON || name.endsWith(`/${PROJECT_JSON}`)
}

/** A file that was put into the folder since. `project`: the title of the one in whose folder it lies. */
export type Added = Readonly<{ source: Source; project?: string }>

/**
 * The documents and scraps of the projects in a folder that this studio wrote, each with the title of its project. `others`: the
 * names of the folder's other files, pictures among them. `added`: the sources that no project names.
 *
 * @throws {UnreadableFile}
 */
export function readProjects(
  sources: readonly Source[],
  others: readonly string[],
  losses: Losses,
): Readonly<{ parts: Part[]; scraps: PartScrap[]; emptyProjects: string[]; added: Added[] }> {
  const byName = new Map(sources.map(source => [source.name, source]))
  const names = [...byName.keys(), ...others]
  const named = naming(names)
  /** What may belong to a document: a file of the folder, and of one document only. */
  const free = new Set(names)
  const parts: Part[] = []
  const scraps: PartScrap[] = []
  const emptyProjects: string[] = []
  const projects = new Set<string>()
  const folders = new Map<string, string>()
  const own = new Set<string>()
  for (const source of sources.filter(isProjectJson)) {
    const { title: called, documents, scraps: shelf = [] } = parsed(source)
    const project = unlike(projects, called)
    projects.add(project)
    if (documents.length === 0) emptyProjects.push(project)
    const folder = source.name.slice(0, -PROJECT_JSON.length)
    folders.set(folder, project)
    for (const name of ownNames(folder, documents, shelf)) own.add(named(name))
    const readme = byName.get(readmeBeside(folder))
    if (readme !== undefined && decoded(readme.bytes).startsWith(README_TITLE)) own.add(readme.name)
    const first = parts.length
    /** The doc of a file that was written with it, or what somebody made of the Markdown since. */
    const docOf = ({ file, sha256: written, doc }: Readonly<{ file: string; sha256: string; doc: unknown }>) => {
      const markdown = byName.get(named(folder + file))
      const changed = markdown !== undefined && sha256(markdown.bytes) !== written
      return { changed, doc: changed ? readMarkdown(decoded(markdown.bytes), losses).doc : (doc as RichDoc) }
    }
    /** The keys of the documents that hold what comes next, by depth. */
    let open: number[] = []
    for (const { title, depth, card, attached = [], ...written } of documents) {
      open = open.slice(0, depth)
      const parent = open.at(-1)
      const key = parts.length
      const held = attached
        .map(it => ({ ...it, name: it.name.replace(/^.*[/\\]/, ''), file: named(folder + it.file) }))
        .filter(({ role, file }) => {
          const isThere = free.delete(file)
          if (!isThere) lose(losses, role === 'image' ? 'picture' : 'file')
          return isThere
        })
      const above = parent === undefined ? {} : { parent }
      parts.push({
        title,
        doc: docOf(written).doc,
        project,
        key,
        card,
        ...above,
        ...(held.length > 0 ? { attached: held } : {}),
      })
      open.push(key)
    }
    for (const scrap of shelf) {
      const { from, run, atMs, starred, openStart, openEnd } = scrap
      const { changed, doc } = docOf(scrap)
      const cut = changed
        ? { openStart: Math.min(1, openStart), openEnd: Math.min(1, openEnd) }
        : { openStart, openEnd }
      scraps.push({ run, atMs, starred, ...cut, doc, project, from: from === null ? null : first + from })
    }
  }
  lose(losses, 'file', others.filter(name => !own.has(name)).length)
  const added = sources
    .filter(({ name }) => !own.has(name))
    .map(source => ({ source, ...projectAt(source.name, folders) }))
  return { parts, scraps, emptyProjects, added }
}

/** What the file that a project names is called in the folder. A disk may spell it in another form of Unicode. */
function naming(names: readonly string[]): (name: string) => string {
  const known = new Set(names)
  const byForm = new Map(names.map(name => [name.normalize(), name]))
  return name => (known.has(name) ? name : (byForm.get(name.normalize()) ?? name))
}

/** The files that were written for a project. */
function ownNames(folder: string, documents: ProjectJson['documents'], scraps: readonly ScrapInJson[]): string[] {
  const files = documents.flatMap(({ file, attached = [] }) => [file, ...attached.map(it => it.file)])
  return [PROJECT_JSON, ...files, ...scraps.map(({ file }) => file)].map(file => folder + file)
}

/** Where the studio's own explanation lies: beside the folder of a project. */
function readmeBeside(folder: string): string {
  return folder === '' ? '' : folder.replace(/[^/]*\/$/, README_TXT)
}

/** The project in the innermost folder that holds a file. */
function projectAt(name: string, folders: ReadonlyMap<string, string>): Pick<Added, 'project'> {
  const [inner] = [...folders].filter(([folder]) => name.startsWith(folder)).sort(([a], [b]) => b.length - a.length)
  return inner ? { project: inner[1] } : {}
}

/** A title that no other project has: two that are called alike stay two. */
function unlike(titles: ReadonlySet<string>, title: string): string {
  for (let n = 2, other = title; ; n++) {
    if (!titles.has(other)) return other
    other = `${title} (${n})`
  }
}

function parsed({ name, bytes }: Source): ProjectJson {
  const value = json(decoded(bytes))
  if (!isProject(value))
    throw new UnreadableFile(
      `${name} was not written by this version of Palimpsest, or was changed since. Import the Markdown without it.`,
    )
  return value
}

function json(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isProject(value: unknown): value is ProjectJson {
  if (!isRecord(value) || value['format'] !== 'palimpsest-project' || value['version'] !== 1) return false
  const { title, documents, scraps = [] } = value
  return (
    typeof title === 'string' &&
    Array.isArray(documents) &&
    documents.every(isDocument) &&
    Array.isArray(scraps) &&
    scraps.every(it => isScrap(it, documents.length))
  )
}

function isScrap(value: unknown, documents: number): value is ScrapInJson {
  if (!isRecord(value) || typeof value['file'] !== 'string' || typeof value['sha256'] !== 'string') return false
  const { from, run, atMs, starred, openStart, openEnd } = value
  return (
    (from === null || (isCount(from) && from < documents)) &&
    (run === null || typeof run === 'string') &&
    [atMs, openStart, openEnd].every(isCount) &&
    typeof starred === 'boolean' &&
    isDocJson(value['doc'])
  )
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isDocument(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value['card'])) return false
  const { kind, status, synopsis, target, label } = value['card']
  const attached = value['attached'] ?? []
  const texts = [value['file'], value['sha256'], value['title'], synopsis]
  const counts = [value['depth'], target ?? 1]
  return (
    texts.every(text => typeof text === 'string') &&
    counts.every(isCount) &&
    KINDS.some(known => known === kind) &&
    STATUSES.some(known => known === status) &&
    (label === null || isLabel(label)) &&
    isDocJson(value['doc']) &&
    Array.isArray(attached) &&
    attached.every(isPartFile)
  )
}

function isPartFile(value: unknown): value is PartFile {
  if (!isRecord(value) || typeof value['name'] !== 'string' || typeof value['file'] !== 'string') return false
  return value['role'] === 'image' || value['role'] === 'original'
}

function isLabel(value: unknown): boolean {
  if (!isRecord(value)) return false
  return typeof value['name'] === 'string' && LABEL_COLOURS.some(colour => colour === value['colour'])
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
