import type { EncodingGuess, Loss } from '../contract/files.ts'
import { withSceneBreaks } from './breaks.ts'
import { readDocx } from './docx/read.ts'
import { readEpub } from './epub/read.ts'
import { UnreadableFile } from './failures.ts'
import { isProjectJson, readProjects } from './folder/read.ts'
import type { Added } from './folder/read.ts'
import { charsetOfHtml } from './html/charset.ts'
import { docFromHtml, titleOfHtml } from './html/read.ts'
import { listed, lose } from './losses.ts'
import type { Losses } from './losses.ts'
import { readMarkdown } from './markdown/read.ts'
import { readOdt } from './odt/read.ts'
import { READABLE } from './readable.ts'
import type { RichDoc } from './rich-text.ts'
import { readRtf } from './rtf/read.ts'
import { isComments, isScrivx, readScrivener } from './scrivener/read.ts'
import type { Source } from './source.ts'
import type { Part, PartScrap } from './split.ts'
import { decodedWith, latin1 } from './text/decode.ts'
import { docFromText } from './text/read.ts'

/** What files hold, before anybody has said how to cut it. `title` is that of the project it would make. */
export type Imported = Readonly<{
  title: string
  files: readonly string[]
  parts: readonly Part[]
  losses: readonly Loss[]
  guesses: readonly EncodingGuess[]
  /** Titles of projects without parts. */
  emptyProjects: readonly string[]
  /** Only of what this studio wrote. */
  scraps: readonly PartScrap[]
}>
/** `title`: what the file calls itself; empty where it does not. `guess`: the encoding, where it was guessed. */
type ReadFile = Readonly<{ title: string; parts: readonly Part[]; guess?: string | null }>
/** Told before each file how many are done, and its name. */
type OnFile = (done: number, name: string) => void

/** Reads files as one import. @throws {UnreadableFile} */
export async function importFiles(sources: readonly Source[], onFile: OnFile): Promise<Imported> {
  const losses: Losses = new Map()
  const files = await readAll(sources, losses, onFile)
  const title = files.length === 1 ? (files[0]?.title ?? '') || stemOf(sources[0]!.name) : 'Imported'
  const parts = files.flatMap(file => file.parts)
  const guesses = guessesOf(files, sources)
  return { title, files: sources.map(({ name }) => name), parts, losses: listed(losses), guesses, ...none }
}

const none = { emptyProjects: [], scraps: [] }

/** Whether a file in a folder can be read, by its path there. */
export function isReadable(name: string): boolean {
  return (
    isProjectJson({ name }) ||
    isScrivx({ name }) ||
    isComments({ name }) ||
    READABLE.some(ending => ending === kindOf(name))
  )
}

/**
 * Reads a folder called `name` as one import: what this studio wrote, a Scrivener project, or any folder of texts.
 * `others`: the names of its files of other kinds.
 *
 * @throws {UnreadableFile}
 */
export async function importFolder(
  name: string,
  sources: readonly Source[],
  others: readonly string[],
  onFile: OnFile,
): Promise<Imported> {
  const losses: Losses = new Map()
  const texts = sources.filter(source => !isComments(source))
  if (texts.length === 0) throw new UnreadableFile(`${name} holds no text that can be imported.`)
  if (sources.some(isProjectJson)) {
    const { parts: own, scraps, emptyProjects: empty, added } = readProjects(sources, others, losses)
    const { parts: more, guesses } = await readAdded(added, losses, onFile)
    const parts = [...own, ...more]
    const emptyProjects = empty.filter(project => more.every(part => part.project !== project))
    // Parts that lie in no project's folder make one that is called as the whole folder is.
    const isAllNamed = parts.every(part => part.project !== undefined)
    const title = isAllNamed ? (parts[0]?.project ?? emptyProjects[0] ?? name) : name
    return { title, files: [name], parts, losses: listed(losses), guesses, emptyProjects, scraps }
  }
  if (sources.some(isScrivx)) {
    const { title, parts } = readScrivener(sources, losses)
    return { title, files: [name], parts, losses: listed(losses), guesses: [], ...none }
  }
  lose(losses, 'file', others.length + sources.length - texts.length)
  const files = await readAll(texts, losses, onFile)
  const parts = files.flatMap(file => file.parts)
  const guesses = guessesOf(files, texts)
  return { title: name, files: [name], parts, losses: listed(losses), guesses, ...none }
}

/** Of the files in the order of their sources. */
function guessesOf(files: readonly ReadFile[], sources: readonly Source[]): EncodingGuess[] {
  return files.flatMap(({ guess }, at) => (guess ? [{ file: sources[at]!.name, encoding: guess }] : []))
}

async function readAll(sources: readonly Source[], losses: Losses, onFile: OnFile): Promise<ReadFile[]> {
  const files: ReadFile[] = []
  for (const [done, source] of sources.entries()) {
    onFile(done, source.name)
    const file = titled(await readSource(source, losses), stemOf(source.name))
    files.push({ ...file, parts: file.parts.map(part => ({ ...part, original: source.name })) })
  }
  return files
}

/** What was put into a folder of this studio's. One that cannot be read is counted: the projects come in without it. */
async function readAdded(
  added: readonly Added[],
  losses: Losses,
  onFile: OnFile,
): Promise<Pick<Imported, 'parts' | 'guesses'>> {
  const read: Pick<Imported, 'parts' | 'guesses'>[] = []
  for (const [done, { source, ...of }] of added.entries()) {
    try {
      const files = await readAll([source], losses, (_, name) => onFile(done, name))
      const parts = files.flatMap(file => file.parts.map(part => ({ ...part, ...of })))
      read.push({ parts, guesses: guessesOf(files, [source]) })
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      lose(losses, 'file')
    }
  }
  return { parts: read.flatMap(it => it.parts), guesses: read.flatMap(it => it.guesses) }
}

/** The title of a file's only part is what the file, or its name, says. */
function titled(file: ReadFile, stem: string): ReadFile {
  const [only] = file.parts
  if (!only || file.parts.length > 1) return file
  return { ...file, parts: [{ ...only, title: file.title || only.title || stem }] }
}

async function readSource({ name, bytes }: Source, losses: Losses): Promise<ReadFile> {
  switch (kindOf(name)) {
    case 'md':
    case 'markdown': {
      const { text, guess } = decodedWith(bytes)
      return { ...one(readMarkdown(text, losses)), guess }
    }
    case 'docx':
      return one(withBreaks(await readDocx(bytes, name, losses)))
    case 'odt':
      return one(withBreaks(readOdt(bytes, name, losses)))
    case 'rtf':
      return one(withBreaks({ title: '', doc: readRtf(latin1(bytes), name, losses) }))
    case 'html':
    case 'htm':
    case 'xhtml': {
      const { text, guess } = decodedWith(bytes, charsetOfHtml(bytes))
      const options = { xhtml: kindOf(name) === 'xhtml' }
      const page = { title: titleOfHtml(text, options), doc: docFromHtml(text, losses, options) }
      return { ...one(withBreaks(page)), guess }
    }
    case 'epub':
      return readEpub(bytes, name, losses)
    case 'txt':
    case 'text': {
      const { text, guess } = decodedWith(bytes)
      return { ...one({ title: '', doc: docFromText(text) }), guess }
    }
    default:
      throw new UnreadableFile(`${name} is of a kind that cannot be imported. These can: ${READABLE.join(', ')}.`)
  }
}

function one({ title, doc }: Readonly<{ title: string; doc: RichDoc }>): ReadFile {
  return { title, parts: [{ title: '', doc }] }
}

function withBreaks<T extends Readonly<{ doc: RichDoc }>>(read: T): T {
  return { ...read, doc: withSceneBreaks(read.doc) }
}

function kindOf(name: string): string {
  return /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

function stemOf(name: string): string {
  return name.replace(/^.*\//, '').replace(/\.[^.]+$/, '')
}
