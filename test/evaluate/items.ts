import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { seeded } from '../../electron/engine/random.ts'
import type { Random } from '../../electron/engine/random.ts'
import type { Vocabulary } from '../../electron/engine/vocabulary.ts'

/** A sentence rubbed out, and the text on both sides of it, white space at the seams included. */
export type Item = Readonly<{ kind: string; file: string; left: string; erased: string; right: string }>

/** Tokens of an erased sentence: shorter ones say little, longer ones are rare. */
const [SHORTEST, LONGEST] = [6, 40]
const LEFT_CHARS = 1200
const RIGHT_CHARS = 500

/**
 * `n` sentences drawn from the text files of `folder`, from each of its own folders (fiction, docs) in turn. The same
 * folder, seed and n give the same items; a larger n begins with those of a smaller one.
 */
export function drawItems(folder: string, vocabulary: Vocabulary, n: number, seed: number): Item[] {
  const kinds = Map.groupBy(globSync('**/*.txt', { cwd: folder }).sort(), file => basename(dirname(file)))
  if (kinds.size === 0) throw new Error(`There is no text in ${folder}.`)
  const random = seeded(seed)
  const names = [...kinds.keys()].sort()
  const texts = new Map(
    [...kinds.values()].flat().map(file => [file, paragraphsOf(readFileSync(join(folder, file), 'utf8'))]),
  )
  const items: Item[] = []
  for (let tries = 0; items.length < n && tries < 100 * n; tries++) {
    const kind = names[items.length % names.length]!
    const file = one(kinds.get(kind)!, random)
    const item = drawFrom(texts.get(file)!, vocabulary, random)
    if (item !== null && !items.some(({ erased }) => erased === item.erased)) items.push({ kind, file, ...item })
  }
  if (items.length < n) throw new Error(`${folder} has no ${n} different sentences that will do.`)
  return items
}

const one = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!
const paragraphsOf = (text: string) => text.split('\n').filter(line => line.trim() !== '')

/** As the starter's own judge draws them: an inner sentence of a paragraph, six paragraphs before it, three after. */
function drawFrom(
  paragraphs: readonly string[],
  vocabulary: Vocabulary,
  random: Random,
): Pick<Item, 'left' | 'erased' | 'right'> | null {
  const at = Math.floor(random() * paragraphs.length)
  const sentences = paragraphs[at]!.split(/(?:(?<=[.!?])|(?<=[.!?]["”’])) +/)
  if (sentences.length < 3) return null
  const k = 1 + Math.floor(random() * (sentences.length - 2))
  const before = [...paragraphs.slice(Math.max(0, at - 6), at), sentences.slice(0, k).join(' ')].join('\n\n')
  const after = [sentences.slice(k + 1).join(' '), ...paragraphs.slice(at + 1, at + 4)].join('\n\n')
  const erased = sentences[k]!.trim()
  const tokens = vocabulary.encode(` ${erased}`).length
  if (tokens < SHORTEST || tokens > LONGEST || before.length < 250 || after.length < 80) return null
  return { left: `${fromWord(before.slice(-LEFT_CHARS))} `, erased, right: ` ${after.slice(0, RIGHT_CHARS)}` }
}

/** Without the half word at the front of a cut. */
const fromWord = (text: string) => (text.length < LEFT_CHARS ? text : text.slice(text.search(/\s/) + 1))
