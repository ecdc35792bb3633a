import type { AcceptedRun, DocumentOrigins, OriginCounts, OriginReport } from '../contract/origin.ts'
import { dayOf } from '../contract/origin.ts'
import type { Piece } from '../files/book.ts'
import { paragraph, parent, text } from '../files/rich-text.ts'
import type { RichNode } from '../files/rich-text.ts'

const DATED = [
  ['model', 'Model'],
  ['edited', 'Model, then edited'],
  ['pasted', 'Pasted'],
  ['imported', 'Imported'],
] as const
const KINDS: readonly Kind[] = [['writer', 'Writer'], ...DATED]
type Kind = readonly [keyof OriginCounts, string]

/** What the numbers mean, for a reader who does not have the studio. */
const ABOUT = [
  'Counted in characters. Writer: typed in the studio, and all text of which nothing else is recorded. Model: written by a',
  'run and accepted. Model, then edited: what is left of a word of the model’s that the writer changed. Pasted: from another',
  'program. Imported: from a file. The writer’s own text bears no date.',
].join('\n')

/** A report as Markdown. */
export function originMarkdown(report: OriginReport): string {
  const parts = [
    `# Whose words: ${report.project}`,
    `Made on ${dayOf(report.madeAtMs)}.`,
    ABOUT,
    table('Document', KINDS, [
      ...report.documents.map(({ title, counts }) => [title, counts] as const),
      ['All', report.counts] as const,
    ]),
    ...report.documents.map(documentText),
  ]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

/** A report as JSON, with the numbers as they are. */
export function originJson(report: OriginReport): string {
  const { madeAtMs, ...rest } = report
  return `${JSON.stringify({ made: new Date(madeAtMs).toISOString(), unit: 'UTF-16 code units', ...rest }, null, 2)}\n`
}

function documentText({ title, byHistory, days, runs }: DocumentOrigins): string {
  if (byHistory + days.length + runs.length === 0) return ''
  const older = byHistory === 0 ? '' : olderText(byHistory)
  const dated = table(
    'Day',
    DATED,
    days.map(({ day, counts }) => [day, counts] as const),
  )
  const list =
    runs.length === 0
      ? ''
      : ['Accepted runs:', ...runs.map(run => `- ${runText(run)}`)].join('\n\n').replace(/\n\n- /g, '\n- ')
  return [`## ${title}`, older, days.length === 0 ? '' : dated, list].filter(part => part !== '').join('\n\n')
}

/** A report as the last chapter of what is exported, without tables: not every format has them. */
export function originPiece({ documents, counts, madeAtMs }: OriginReport): Piece {
  const own = documents.filter(document => charsOf(document.counts) > 0)
  const shares = own.map(document => sharesOf(document.title, document.counts))
  const content = [
    paragraph(...text(`Made on ${dayOf(madeAtMs)}. ${ABOUT.replaceAll('\n', ' ')}`)),
    listOf(own.length === 1 ? shares : [...shares, sharesOf('All', counts)]),
    ...own.flatMap(({ title, byHistory, runs }) => [
      ...(byHistory === 0 ? [] : [paragraph(...text(`${title}: ${olderText(byHistory)}`))]),
      ...(runs.length === 0 ? [] : [paragraph(...text(`${title}, accepted runs:`)), listOf(runs.map(runText))]),
    ]),
  ]
  return { title: 'Whose words', heading: 1, doc: { type: 'doc', content } }
}

function listOf(lines: readonly string[]): RichNode {
  return parent(
    'bulletList',
    lines.map(line => parent('listItem', [paragraph(...text(line))])),
  )
}

function sharesOf(title: string, counts: OriginCounts): string {
  const there = KINDS.filter(([kind]) => counts[kind] > 0)
  const shares = there.map(([kind, name]) => `${name} ${shareText(counts, kind)}`)
  return `${title}: ${shares.join('; ') || 'no text'}`
}

function olderText(byHistory: number): string {
  return `${byHistory} characters are older than the record of origins: the history says that the model wrote them.`
}

function runText({ startedAtMs, model, modelHash, seed, variant }: AcceptedRun): string {
  const by = model === '' ? 'stopped before it was done' : `${model} (${modelHash.slice(0, 12)})`
  return `${new Date(startedAtMs).toISOString()}: variant ${variant} of seed ${seed}, ${by}`
}

function table(first: string, kinds: readonly Kind[], rows: readonly (readonly [string, OriginCounts])[]): string {
  const cells = (all: readonly string[]) => `| ${all.join(' | ')} |`
  return [
    cells([first, ...kinds.map(([, name]) => name)]),
    cells(['---', ...kinds.map(() => '---:')]),
    ...rows.map(([name, counts]) =>
      cells([name.replaceAll('|', '\\|'), ...kinds.map(([kind]) => shareText(counts, kind))]),
    ),
  ].join('\n')
}

function charsOf(counts: OriginCounts): number {
  return KINDS.reduce((sum, [name]) => sum + counts[name], 0)
}

function shareText(counts: OriginCounts, kind: keyof OriginCounts): string {
  const all = charsOf(counts)
  return all === 0 ? '0' : `${counts[kind]} (${((100 * counts[kind]) / all).toFixed(1)} %)`
}
