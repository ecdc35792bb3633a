import { KINDS, LABEL_COLOURS, STATUSES } from '../../contract/binder.ts'
import { isDocJson } from '../../contract/doc-json.ts'
import { UnreadableFile } from '../failures.ts'
import { lose } from '../losses.ts'
import type { Losses } from '../losses.ts'
import { readMarkdown } from '../markdown/read.ts'
import type { RichDoc } from '../rich-text.ts'
import type { Source } from '../source.ts'
import type { Part, PartFile } from '../split.ts'
import { decoded } from '../text/decode.ts'
import { PROJECT_JSON, sha256 } from './write.ts'
import type { ProjectJson } from './write.ts'

export function isProjectJson({ name }: Pick<Source, 'name'>): boolean {
  return name === PROJECT_JSON || name.endsWith(`/${PROJECT_JSON}`)
}

/**
 * The documents of the projects in a folder that this studio wrote, each with the title of its project. `others`: the
 * names of the folder's other files, pictures among them.
 *
 * @throws {UnreadableFile}
 */
export function readProjects(
  sources: readonly Source[],
  others: readonly string[],
  losses: Losses,
): Readonly<{ parts: Part[]; emptyProjects: string[] }> {
  const byName = new Map(sources.map(source => [source.name, source]))
  /** What may belong to a document: a file of the folder, and of one document only. */
  const free = new Set([...byName.keys(), ...others])
  const parts: Part[] = []
  const emptyProjects: string[] = []
  for (const source of sources.filter(isProjectJson)) {
    const { title: project, documents } = parsed(source)
    if (documents.length === 0) emptyProjects.push(project)
    const folder = source.name.slice(0, -PROJECT_JSON.length)
    /** The keys of the documents that hold what comes next, by depth. */
    let open: number[] = []
    for (const { title, file, sha256: written, depth, card, doc, attached = [] } of documents) {
      const markdown = byName.get(folder + file)
      const changed = markdown !== undefined && sha256(markdown.bytes) !== written
      const text = changed ? readMarkdown(decoded(markdown.bytes), losses).doc : (doc as RichDoc)
      open = open.slice(0, depth)
      const parent = open.at(-1)
      const key = parts.length
      const held = attached
        .map(it => ({ ...it, name: it.name.replace(/^.*[/\\]/, ''), file: folder + it.file }))
        .filter(({ role, file }) => {
          const isThere = free.delete(file)
          if (!isThere) lose(losses, role === 'image' ? 'picture' : 'file')
          return isThere
        })
      const above = parent === undefined ? {} : { parent }
      parts.push({ title, doc: text, project, key, card, ...above, ...(held.length > 0 ? { attached: held } : {}) })
      open.push(key)
    }
  }
  return { parts, emptyProjects }
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
  const { title, documents } = value
  return typeof title === 'string' && Array.isArray(documents) && documents.every(isDocument)
}

function isDocument(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value['card'])) return false
  const { kind, status, synopsis, target, label } = value['card']
  const attached = value['attached'] ?? []
  const texts = [value['file'], value['sha256'], value['title'], synopsis]
  const counts = [value['depth'], target ?? 1]
  return (
    texts.every(text => typeof text === 'string') &&
    counts.every(count => Number.isSafeInteger(count) && Number(count) >= 0) &&
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
