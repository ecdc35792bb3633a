import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Surroundings } from '../../electron/contract/infill.ts'
import { sentencesOf as sentencesIn } from '../../electron/engine/around.ts'
import { seeded } from '../../electron/engine/random.ts'
import type { Random } from '../../electron/engine/random.ts'
import type { Vocabulary } from '../../electron/engine/vocabulary.ts'

/**
 * A sentence rubbed out, and the text on both sides of it, white space at the seams included. `around`: what stands
 * around that text in its book; a writer sees it only where a setting says so.
 */
export type Item = Readonly<{
  kind: string
  file: string
  left: string
  erased: string
  right: string
  around?: Surroundings
}>

/** Tokens of an erased sentence: shorter ones say little, longer ones are rare. */
const [SHORTEST, LONGEST] = [6, 40]
const LEFT_CHARS = 1200
const RIGHT_CHARS = 500

/** Words of a sentence of a five-sentence story; those of ROCStories have nine or ten as a rule. */
const [FEWEST_WORDS, MOST_WORDS] = [4, 20]

type Cut = Pick<Item, 'left' | 'erased' | 'right' | 'around'>
type CutFrom = (paragraphs: readonly string[], vocabulary: Vocabulary, random: Random) => Cut | null

/**
 * `sentences`: a sentence within a long text. `stories`: the middle one of five short sentences of a paragraph of fiction, and
 * nothing around them, as the infilling task on ROCStories has it. `scenes`: a sentence of a scene that has one more on
 * either side, and the book's text around it.
 */
export const SETS = ['sentences', 'stories', 'scenes'] as const
export type SetName = (typeof SETS)[number]
const sets: Readonly<Record<SetName, Readonly<{ files: string; cut: CutFrom }>>> = {
  sentences: { files: '**/*.txt', cut: cutSentence },
  stories: { files: '**/fiction/*.txt', cut: cutStory },
  scenes: { files: '**/fiction/*.txt', cut: cutScene },
}

/**
 * `n` items drawn from the text files of `folder`, from each of its own folders (fiction, docs) in turn. The same
 * folder, set, seed and n give the same items; a larger n begins with those of a smaller one.
 */
export function drawItems(
  folder: string,
  vocabulary: Vocabulary,
  n: number,
  seed: number,
  set: SetName = 'sentences',
): Item[] {
  const { files, cut } = sets[set]
  const kinds = Map.groupBy(globSync(files, { cwd: folder }).sort(), file => basename(dirname(file)))
  if (kinds.size === 0) throw new Error(`There is no text in ${folder}.`)
  const random = seeded(seed)
  const names = [...kinds.keys()].sort()
  const texts = new Map(
    [...kinds.values()].flat().map(file => [file, paragraphsOf(readFileSync(join(folder, file), 'utf8'))]),
  )
  const items: Item[] = []
  for (let tries = 0; items.length < n && tries < 1000 * n; tries++) {
    const kind = names[items.length % names.length]!
    const file = one(kinds.get(kind)!, random)
    const item = cut(texts.get(file)!, vocabulary, random)
    if (item === null || items.some(({ erased }) => erased === item.erased)) continue
    const around = item.around && { around: { ...item.around, outline: titleOf(file) } }
    items.push({ kind, file, ...item, ...around })
  }
  if (items.length < n) throw new Error(`${folder} has no ${n} different sentences that will do.`)
  return items
}

const one = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!
const paragraphsOf = (text: string) => text.split('\n').filter(line => line.trim() !== '')

/** As the starter's own judge draws them: an inner sentence of a paragraph, six paragraphs before it, three after. */
function cutSentence(paragraphs: readonly string[], vocabulary: Vocabulary, random: Random): Cut | null {
  const at = Math.floor(random() * paragraphs.length)
  const sentences = sentencesOf(paragraphs[at]!)
  if (sentences.length < 3) return null
  const k = 1 + Math.floor(random() * (sentences.length - 2))
  const before = [...paragraphs.slice(Math.max(0, at - 6), at), sentences.slice(0, k).join(' ')].join('\n\n')
  const after = [sentences.slice(k + 1).join(' '), ...paragraphs.slice(at + 1, at + 4)].join('\n\n')
  const erased = sentences[k]!.trim()
  const tokens = vocabulary.encode(` ${erased}`).length
  if (tokens < SHORTEST || tokens > LONGEST || before.length < 250 || after.length < 80) return null
  return { left: `${fromWord(before.slice(-LEFT_CHARS))} `, erased, right: ` ${after.slice(0, RIGHT_CHARS)}` }
}

/** The same as a scene of its own: of the text on either side it keeps the nearest sentence. */
function cutScene(paragraphs: readonly string[], vocabulary: Vocabulary, random: Random): Cut | null {
  const cut = cutSentence(paragraphs, vocabulary, random)
  if (cut === null) return null
  const left = sentencesIn(cut.left).at(-1)!
  const right = sentencesIn(cut.right)[0]!
  const around = { outline: '', before: cut.left.slice(0, -left.length), after: cut.right.slice(right.length) }
  return { left, erased: cut.erased, right: right.trimEnd(), around }
}

/** The title of a book by its file's name: `a-author_the-title.txt`. */
function titleOf(file: string): string {
  const words = basename(file, '.txt')
    .replace(/^[^_]*_/, '')
    .replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Five sentences in a row of a paragraph. */
function cutStory(paragraphs: readonly string[], _: Vocabulary, random: Random): Cut | null {
  const sentences = sentencesOf(one(paragraphs, random))
  const story = sentences.slice(Math.floor(random() * (sentences.length - 4))).slice(0, 5)
  if (story.length < 5 || !story.every(sentence => isStoryLine(sentence))) return null
  return { left: `${story.slice(0, 2).join(' ')} `, erased: story[2]!, right: ` ${story.slice(3).join(' ')}` }
}

function isStoryLine(sentence: string): boolean {
  const words = sentence.split(/\s+/).length
  return words >= FEWEST_WORDS && words <= MOST_WORDS
}

const sentencesOf = (paragraph: string) => paragraph.split(/(?:(?<=[.!?])|(?<=[.!?]["”’])) +/)

/** Without the half word at the front of a cut. */
const fromWord = (text: string) => (text.length < LEFT_CHARS ? text : text.slice(text.search(/\s/) + 1))
