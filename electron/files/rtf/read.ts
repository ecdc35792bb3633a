import { fit, sameMarks } from '../fit.ts'
import { UnreadableFile } from '../failures.ts'
import { lose } from '../losses.ts'
import type { Losses } from '../losses.ts'
import { footnote, HARD_BREAK, heading, paragraph, parent, text, textOf } from '../rich-text.ts'
import type { RichDoc, RichNode } from '../rich-text.ts'
import { hidden, losing, marksByWord, symbols } from './control-words.ts'
import { encodingOf, encodingOfCharset, wordIn } from './encoding.ts'
import { marksOf, plain, withMark } from './state.ts'
import type { Field, State } from './state.ts'
import { tokens } from './tokens.ts'
import type { Token } from './tokens.ts'

/** What Scrivener's footnotes say, by the ids that their fields have. */
export type Anchored = ReadonlyMap<string, string>

const DEPTH_MAX = 500

/**
 * Rich Text Format as a document: paragraphs, emphasis, headings by their outline level, lists. Pictures and tables are
 * counted as lost. `source`: the file's bytes as characters of the same number. Words that Scrivener notes something on end
 * in a footnote where `anchored` knows it; otherwise it was a comment, which is lost.
 *
 * @throws {UnreadableFile}
 */
export function readRtf(source: string, file: string, losses: Losses, anchored: Anchored = new Map()): RichDoc {
  if (!source.startsWith('{\\rtf'))
    throw new UnreadableFile(`${file} is not an RTF file. Save it as .rtf in the program that made it.`)
  const reader = new Reader({ encoding: encodingOf(source), file, losses, anchored, anchors: anchorsIn(source) })
  for (const token of tokens(source)) reader.take(token)
  return fit({ content: listed(reader.end()) })
}

/** How many fields each of Scrivener's notes has: it may have been cut in several. */
function anchorsIn(source: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [, id = ''] of source.matchAll(new RegExp(anchor, 'g'))) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

const anchor = /\bscrivcmt:\/\/([\w-]+)/

type Reading = Readonly<{
  /** Of text in fonts that say none. */
  encoding: string
  file: string
  losses: Losses
  anchored: Anchored
  anchors: Map<string, number>
}>

class Reader {
  private readonly reading: Reading
  /** Encodings by the numbers of fonts. */
  private readonly fonts = new Map<number, string>()
  private mainFont = 0
  private readonly outer: State[] = []
  private readonly blocks: RichNode[] = []
  private state = plain
  private line: RichNode[] = []
  private bytes: number[] = []
  private toSkip = 0
  /** Where in the line the words of the note begin that is being read. */
  private noteFrom = 0

  constructor(reading: Reading) {
    this.reading = reading
  }

  take(token: Token): void {
    if (token.kind === 'byte') {
      if (this.toSkip > 0) this.toSkip--
      else this.bytes.push(token.value)
      return
    }
    this.flush()
    this.toSkip = 0
    switch (token.kind) {
      case 'open':
        if (this.outer.length > DEPTH_MAX)
          throw new UnreadableFile(`${this.reading.file} nests too deep. It was not opened.`)
        this.outer.push(this.state)
        return
      case 'close':
        return this.close()
      case 'ignorable':
        return this.change({ hidden: true })
      case 'word':
        return this.obey(token.name, token.value)
    }
  }

  end(): readonly RichNode[] {
    this.flush()
    if (this.line.length > 0) this.endParagraph()
    return this.blocks
  }

  private obey(name: string, value: number | null): void {
    const { state } = this
    const on = value !== 0
    if (on && !this.isMute && name in losing) lose(this.reading.losses, losing[name as keyof typeof losing])
    if (hidden.has(name))
      return this.change({ hidden: true, inFonts: name === 'fonttbl', inInstruction: name === 'fldinst' })
    if (symbols[name] !== undefined) return this.put(symbols[name])
    const mark = marksByWord[name]
    if (mark !== undefined) return this.change({ marks: withMark(state.marks, mark, on) })
    switch (name) {
      case 'par':
      case 'sect':
      case 'page':
      case 'row':
        return state.inNote ? this.put(' ') : this.endParagraph()
      case 'line':
        if (!this.isMute) this.line.push(HARD_BREAK)
        return
      case 'field':
        return this.change({ field: { instruction: '' } })
      case 'deleted':
        return this.change({ deleted: on })
      case 'f':
        return this.change({ font: value })
      case 'deff':
        this.mainFont = value ?? 0
        return
      case 'fcharset':
        return this.nameFont(value ?? 0)
      case 'footnote':
        if (state.inNote || state.deleted || this.outer.at(-1)?.hidden === true) return
        this.noteFrom = this.line.push(footnote(''))
        // Some writers mark notes as something that may be passed over.
        return this.change({ inNote: true, hidden: false })
      case 'pard':
        return state.inNote ? undefined : this.change({ level: 0, inList: false })
      case 'outlinelevel':
        return this.change({ level: value !== null && value >= 0 && value < 9 ? value + 1 : 0 })
      case 'ls':
        return this.change({ inList: (value ?? 0) > 0 })
      case 'plain':
        return this.change({ marks: new Set(), font: null, deleted: false })
      case 'uc':
        return this.change({ skip: value ?? 1 })
      case 'u':
        this.toSkip = state.skip
        return this.put(String.fromCharCode(((value ?? 0) + 0x10000) % 0x10000))
    }
  }

  private change(part: Partial<State>): void {
    this.state = { ...this.state, ...part }
  }

  private close(): void {
    const inner = this.state
    this.state = this.outer.pop() ?? inner
    if (inner.inNote && !this.state.inNote) this.endNote()
    if (inner.field !== null && inner.field !== this.state.field) this.endField(inner.field)
  }

  /** Nothing here is text of the document. */
  private get isMute(): boolean {
    return this.state.hidden || this.state.deleted
  }

  private nameFont(charset: number): void {
    const { inFonts, font } = this.state
    const encoding = encodingOfCharset(charset)
    if (inFonts && font !== null && encoding !== null) this.fonts.set(font, encoding)
  }

  private endField({ instruction }: Field): void {
    if (this.isMute) return
    const id = anchor.exec(instruction)?.[1]
    if (id !== undefined) this.endAnchor(id)
    else if (/^\s*HYPERLINK\b/i.test(instruction)) lose(this.reading.losses, 'link')
  }

  /** The last field of one of Scrivener's notes is where the words that it is on end. */
  private endAnchor(id: string): void {
    const { anchors, anchored, losses } = this.reading
    const left = (anchors.get(id) ?? 1) - 1
    anchors.set(id, left)
    if (left > 0) return
    const words = this.state.inNote ? undefined : anchored.get(id)
    if (words === undefined) lose(losses, 'comment')
    else this.line.push(footnote(words))
  }

  /** What was written since the note began is what it says. */
  private endNote(): void {
    const said = this.line.splice(this.noteFrom)
    if (said.some(({ marks }) => marks !== undefined)) lose(this.reading.losses, 'footnote')
    this.line[this.noteFrom - 1] = footnote(said.map(textOf).join('').trim())
  }

  private flush(): void {
    if (this.bytes.length > 0) this.put(wordIn(this.bytes, this.encoding))
    this.bytes = []
  }

  /** A file in UTF-8 is that in every font. */
  private get encoding(): string {
    const { encoding } = this.reading
    return encoding === 'utf-8' ? encoding : (this.fonts.get(this.state.font ?? this.mainFont) ?? encoding)
  }

  /** Joined to what stands there with the same marks: half a character may come by itself. */
  private put(words: string): void {
    const { field, inInstruction } = this.state
    if (field !== null && inInstruction) field.instruction += words
    if (this.isMute) return
    const marks = marksOf(this.state)
    const last = this.line.at(-1)
    if (last?.type === 'text' && sameMarks(last.marks ?? [], marks))
      this.line[this.line.length - 1] = { ...last, text: (last.text ?? '') + words }
    else this.line.push(...text(words, marks))
  }

  private endParagraph(): void {
    const { level, inList } = this.state
    if (this.isMute) return
    if (level > 3) lose(this.reading.losses, 'deep-heading')
    const block = level > 0 ? heading(level, this.line) : paragraph(...this.line)
    this.blocks.push(inList && level === 0 ? parent('listItem', [block]) : block)
    this.line = []
  }
}

/** Items in a row as a list. RTF keeps the look of its marks elsewhere, so that all become bullets. */
function listed(blocks: readonly RichNode[]): RichNode[] {
  const made: RichNode[] = []
  for (const node of blocks) {
    const last = made.at(-1)
    if (node.type !== 'listItem') made.push(node)
    else if (last?.type === 'bulletList') made[made.length - 1] = { ...last, content: [...(last.content ?? []), node] }
    else made.push(parent('bulletList', [node]))
  }
  return made
}
