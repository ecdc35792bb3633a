import { z } from 'zod'
import { IMAGE_BYTES_MAX, KINDS, LABEL_COLOURS, STATUSES, TEMPLATES } from '../contract/binder.ts'
import type { Card, Label, LabelId, Place } from '../contract/binder.ts'
import { EXPORT_FORMATS, HEADINGS, SPLITS } from '../contract/files.ts'
import type { ExportRequest, ImportChoice, JobId } from '../contract/files.ts'
import { HISTORY_PAGE_MAX } from '../contract/history.ts'
import type { HistoryQuery, HistoryScope, PassagePlace, PruneRule, RunCursor } from '../contract/history.ts'
import type { Question, QuestionId } from '../contract/ask.ts'
import type { CharRange, RunId, RunRequest } from '../contract/infill.ts'
import { EDIT_ACTS } from '../contract/ipc.ts'
import type { Checks, MenuKey } from '../contract/ipc.ts'
import { OPEN, PLACES_MAX } from '../contract/places.ts'
import type { Places } from '../contract/places.ts'
import { RECOVERY_ACTS } from '../contract/recovery.ts'
import { SCRAPS_PAGE_MAX, SCRAPS_SHOWN } from '../contract/scraps.ts'
import type { NewScrap, ScrapCursor, ScrapId, ScrapQuery } from '../contract/scraps.ts'
import { SNAPSHOT_CAUSES } from '../contract/snapshots.ts'
import type { SnapshotContent, SnapshotId, SnapshotRequest, SnapshotSetId } from '../contract/snapshots.ts'
import type {
  BasedDraft,
  DocumentDraft,
  DocumentId,
  JournalEntry,
  NewDocument,
  ProjectId,
  StepJson,
} from '../contract/library.ts'
import type { SearchQuery } from '../contract/search.ts'
import { OWN_WORD_MAX } from '../contract/spelling.ts'
import { readBackupName } from '../store/backup-rotation.ts'
import { idSchema, runSettingsSchema, settingsSchema } from '../store/settings.ts'
import { isDocJson, isStepJson } from '../contract/doc-json.ts'

/** Bounds that no honest window reaches; they keep a broken one from filling memory or the disk. */
const TEXT_CHARS_MAX = 50_000_000
const SPAN_CHARS_MAX = 1_000_000
const SPANS_MAX = 5_000
const STEPS_MAX = 100_000
const DRAFTS_MAX = 100_000
const QUERY_CHARS_MAX = 1_000
const LEVELS_MAX = 1_000
const DOCUMENTS_MAX = 100_000
const RUNS_MAX = 1_000_000
const COMMANDS_MAX = 5_000
const WORDS_MAX = 200_000
const WORD_CHARS_MAX = 1_000

const projectId = idSchema.transform(id => id as ProjectId)
const documentId = idSchema.transform(id => id as DocumentId)
const jobId = idSchema.transform(id => id as JobId)
const runId = idSchema.transform(id => id as RunId)
const title = z
  .string()
  .trim()
  .min(1, 'A title needs at least one character.')
  .max(500, 'A title has at most 500 characters.')
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

const draft = z.strictObject({
  id: documentId,
  doc: z.custom<DocumentDraft['doc']>(isDocJson, 'not a document'),
  text: z.string().max(TEXT_CHARS_MAX),
  words: count,
  caret: z.strictObject({ anchor: count, head: count }),
  base: count.exactOptional(),
}) satisfies z.ZodType<DocumentDraft>

const based = draft.required({ base: true }) satisfies z.ZodType<BasedDraft>
const place = z.strictObject({
  project: projectId,
  parent: documentId.nullable(),
  position: count,
}) satisfies z.ZodType<Place>

const kind = z.enum(KINDS)
const labelId = idSchema.transform(id => id as LabelId)
const label = z.strictObject({
  id: labelId,
  name: z.string().trim().min(1, 'A label needs a name.').max(60, 'A label’s name has at most 60 characters.'),
  colour: z.enum(LABEL_COLOURS),
}) satisfies z.ZodType<Label>
const card = z
  .strictObject({
    kind: kind.exactOptional(),
    label: labelId.nullable().exactOptional(),
    status: z.enum(STATUSES).exactOptional(),
    synopsis: z.string().max(20_000, 'A synopsis has at most 20,000 characters.').exactOptional(),
    target: z.int().min(1).max(10_000_000).nullable().exactOptional(),
  })
  .refine(change => Object.keys(change).length > 0, 'nothing to change') satisfies z.ZodType<Partial<Card>>

const rest = z.strictObject({
  id: documentId,
  title,
  doc: draft.shape.doc,
  text: draft.shape.text,
  words: count,
}) satisfies z.ZodType<NewDocument>
const copy = z.strictObject({ from: documentId, to: documentId })
const image = z.instanceof(Uint8Array).refine(({ length }) => length <= IMAGE_BYTES_MAX, 'The picture is too large.')
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

const entry = z.strictObject({
  id: documentId,
  revision: count,
  first: count,
  steps: z.array(z.custom<StepJson>(isStepJson, 'not a step')).min(1).max(STEPS_MAX),
}) satisfies z.ZodType<JournalEntry>

const snapshotId = idSchema.transform(id => id as SnapshotId)
const snapshotName = z.string().trim().max(200, 'A name has at most 200 characters.')
const snapshot = z.strictObject({
  document: documentId,
  cause: z.enum(SNAPSHOT_CAUSES),
  name: snapshotName,
  content: z
    .strictObject({
      doc: z.custom<SnapshotContent['doc']>(isDocJson, 'not a document'),
      text: z.string().max(TEXT_CHARS_MAX),
      words: count,
    })
    .exactOptional(),
}) satisfies z.ZodType<SnapshotRequest>

const scrapId = idSchema.transform(id => id as ScrapId)
const level = z.int().min(0).max(LEVELS_MAX)
const scrap = z.strictObject({
  id: scrapId,
  project: projectId,
  document: documentId.nullable(),
  run: runId.nullable(),
  content: z.strictObject({
    doc: draft.shape.doc,
    text: draft.shape.text,
    words: count,
    openStart: level,
    openEnd: level,
  }),
}) satisfies z.ZodType<NewScrap>
const scrapQuery = z.strictObject({
  project: projectId,
  text: z.string().max(QUERY_CHARS_MAX),
  shown: z.enum(SCRAPS_SHOWN),
}) satisfies z.ZodType<ScrapQuery>
const scrapCursor = z.strictObject({ atMs: count, key: count }) satisfies z.ZodType<ScrapCursor>

const region = z
  .strictObject({
    kind: z.literal('region'),
    text: z.string().max(SPAN_CHARS_MAX),
    kept: z.array(z.strictObject({ from: count, to: count })),
    lines: z.boolean().exactOptional(),
    original: z.string().max(SPAN_CHARS_MAX).exactOptional(),
    length: runSettingsSchema.shape.length.exactOptional(),
  })
  .refine(({ text, kept }) => areSeparate(kept, text.length), 'kept ranges overlap or leave the region')
const fixed = z.strictObject({ kind: z.literal('fixed'), text: z.string().max(SPAN_CHARS_MAX) })

const passage = z.array(z.union([fixed, region])).max(SPANS_MAX)
const ofPlaces = <T>(each: z.ZodType<T>) => z.array(each).max(PLACES_MAX)
const places = z
  .strictObject({
    model: z.string().regex(/^[0-9a-f]{1,64}$/),
    rooms: ofPlaces(z.int().min(1).max(PLACES_MAX)),
    counted: ofPlaces(z.int().min(0).max(PLACES_MAX)).nullable(),
    ids: ofPlaces(z.int().min(OPEN).max(0x7fffffff)),
    certainty: ofPlaces(z.number().min(0).max(1)),
    steps: ofPlaces(z.int().min(0).max(0x7fffffff)),
  })
  .refine(areAllOfOneSize, 'not one entry a place') satisfies z.ZodType<Places>
const request = z.strictObject({
  id: runId,
  passage,
  settings: runSettingsSchema,
  start: z.array(places).min(1).max(runSettingsSchema.shape.variants.maxValue!).exactOptional(),
}) satisfies z.ZodType<RunRequest>
const questionId = idSchema.transform(id => id as QuestionId)
const written = z.strictObject({ passage, places })
const question = z.discriminatedUnion('kind', [
  z.strictObject({
    id: questionId,
    kind: z.literal('alternatives'),
    of: written,
    word: ofPlaces(z.int().min(0).max(PLACES_MAX)).min(1),
    avoid: runSettingsSchema.shape.avoid,
  }),
  z.strictObject({ id: questionId, kind: z.literal('certainties'), of: written }),
  z.strictObject({ id: questionId, kind: z.literal('surprise'), passage }),
]) satisfies z.ZodType<Question>

const foreseen = runSettingsSchema.pick({ length: true, around: true })

function areAllOfOneSize({ rooms, counted, ids, certainty, steps }: Places): boolean {
  const size = rooms.reduce((sum, room) => sum + room, 0)
  return (
    (counted === null || rooms.length === counted.length) && [ids, certainty, steps].every(list => list.length === size)
  )
}
const docJson = z.custom<DocumentDraft['doc']>(isDocJson, 'not a document')
const exportRequest = z.strictObject({
  id: jobId,
  scope: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('document'), document: documentId }),
    z.strictObject({ kind: z.literal('selection'), document: documentId, doc: docJson }),
    z.strictObject({ kind: z.literal('project'), project: projectId }),
  ]),
  format: z.enum(EXPORT_FORMATS),
  headings: z.enum(HEADINGS),
  titlePage: z.boolean(),
  origins: z.boolean(),
  author: z.string().trim().max(500, 'An author’s name has at most 500 characters.'),
  language: z.string().regex(/^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i, 'A language reads like en, de or pt-BR.'),
}) satisfies z.ZodType<ExportRequest>
const importChoice = z.strictObject({
  id: jobId,
  split: z.enum(SPLITS),
  leaveOut: z.array(count).max(SPANS_MAX),
  into: projectId.nullable(),
  title,
  keepOriginals: z.boolean(),
}) satisfies z.ZodType<ImportChoice>

/** Sorted, each within `length`, none overlapping the next. */
function areSeparate(ranges: readonly CharRange[], length: number): boolean {
  return ranges.every(({ from, to }, at) => (at === 0 || ranges[at - 1]!.to <= from) && from <= to && to <= length)
}

const query = z.strictObject({
  text: z.string().max(QUERY_CHARS_MAX),
  project: projectId.nullable(),
}) satisfies z.ZodType<SearchQuery>

const menuKey = z.strictObject({ command: z.string().max(80), chord: z.string().max(40) }) satisfies z.ZodType<MenuKey>
const word = z.string().min(1).max(WORD_CHARS_MAX)
const ownWord = z.string().trim().min(1).max(OWN_WORD_MAX, `A word has at most ${OWN_WORD_MAX} characters.`)
const passagePlace = z.strictObject({
  text: z.string().max(TEXT_CHARS_MAX),
  from: count,
  to: count,
  runs: z.array(runId).max(SPANS_MAX),
}) satisfies z.ZodType<PassagePlace>
const wideScopes = [
  z.strictObject({ kind: z.literal('document'), document: documentId }),
  z.strictObject({ kind: z.literal('project'), project: projectId }),
  z.strictObject({ kind: z.literal('library') }),
] as const
const historyScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passage'), document: documentId, place: passagePlace }),
  ...wideScopes,
]) satisfies z.ZodType<HistoryScope>
const pruneRule = z.strictObject({
  scope: z.discriminatedUnion('kind', wideScopes),
  beforeMs: count.nullable(),
  keepBytes: count.nullable(),
  starred: z.boolean(),
  accepted: z.boolean(),
}) satisfies z.ZodType<PruneRule>
const historyQuery = z.strictObject({
  scope: historyScope,
  text: z.string().max(QUERY_CHARS_MAX),
  starred: z.boolean(),
  accepted: z.boolean(),
  sinceMs: count.nullable(),
}) satisfies z.ZodType<HistoryQuery>
const runCursor = z.strictObject({ atMs: count, key: count }) satisfies z.ZodType<RunCursor>
const pageSize = z.int().min(1).max(HISTORY_PAGE_MAX)

const none = z.tuple([])
const project = z.tuple([projectId])
const document = z.tuple([documentId])
const ids = z.array(documentId).min(1).max(DOCUMENTS_MAX)
const job = z.tuple([jobId])
const unsaved = z.object({ title, text: z.string() })
const backup = z.tuple([z.string().refine(name => readBackupName(name) !== null, 'not the name of a backup')])

/** What each call's arguments must be. @throws {z.ZodError} */
export const checks: Checks = {
  'library:view': args => none.parse(args),
  'project:create': args => z.tuple([projectId, title, z.enum(TEMPLATES)]).parse(args),
  'project:rename': args => z.tuple([projectId, title]).parse(args),
  'project:trash': args => project.parse(args),
  'project:restore': args => project.parse(args),
  'document:load': args => document.parse(args),
  'document:save': args => z.tuple([draft]).parse(args),
  'document:save-all': args => z.tuple([z.array(based).max(DRAFTS_MAX)]).parse(args),
  'document:texts': args => z.tuple([projectId.nullable()]).parse(args),
  'document:journal': args => z.tuple([entry]).parse(args),
  'document:rename': args => z.tuple([documentId, title]).parse(args),
  'document:create': args => z.tuple([documentId, place, title, kind]).parse(args),
  'document:move': args => z.tuple([ids, place]).parse(args),
  'document:trash': args => z.tuple([ids]).parse(args),
  'document:restore': args => document.parse(args),
  'document:describe': args => z.tuple([ids, card]).parse(args),
  'document:split': args => z.tuple([draft, rest]).parse(args),
  'document:merge': args => z.tuple([draft, ids]).parse(args),
  'document:duplicate': args => z.tuple([z.array(copy).min(1).max(DOCUMENTS_MAX)]).parse(args),
  'document:add-image': args => z.tuple([documentId, place, title, image]).parse(args),
  'document:image': args => document.parse(args),
  'label:save': args => z.tuple([label]).parse(args),
  'label:delete': args => z.tuple([labelId]).parse(args),
  'writing:days': args => z.tuple([day]).parse(args),
  'window:full-screen': args => none.parse(args),
  'library:recover': args => z.tuple([unsaved.nullable()]).parse(args),
  'library:back-up': args => job.parse(args),
  'backup:list': args => none.parse(args),
  'backup:look': args => backup.parse(args),
  'backup:restore': args => z.tuple([...backup.def.items, jobId]).parse(args),
  'backup:other-folder': args => none.parse(args),
  'backup:choose-folder': args => z.tuple([z.boolean()]).parse(args),
  'recovery:view': args => none.parse(args),
  'recovery:act': args => z.tuple([z.enum(RECOVERY_ACTS), jobId]).parse(args),
  'recovery:show-folder': args => none.parse(args),
  'recovery:quit': args => none.parse(args),
  'snapshot:take': args => z.tuple([snapshot]).parse(args),
  'snapshot:take-project': args => z.tuple([projectId, snapshotName]).parse(args),
  'snapshot:list': args => document.parse(args),
  'snapshot:list-set': args => z.tuple([idSchema.transform(id => id as SnapshotSetId)]).parse(args),
  'snapshot:load': args => z.tuple([snapshotId]).parse(args),
  'snapshot:rename': args => z.tuple([snapshotId, snapshotName]).parse(args),
  'snapshot:remove': args => z.tuple([snapshotId]).parse(args),
  'snapshot:restore': args => z.tuple([z.array(snapshotId).max(SPANS_MAX)]).parse(args),
  'scrap:keep': args => z.tuple([scrap]).parse(args),
  'scrap:list': args => z.tuple([scrapQuery, scrapCursor.nullable(), z.int().min(1).max(SCRAPS_PAGE_MAX)]).parse(args),
  'scrap:load': args => z.tuple([scrapId]).parse(args),
  'scrap:star': args => z.tuple([scrapId, z.boolean()]).parse(args),
  'scrap:trash': args => z.tuple([scrapId]).parse(args),
  'scrap:restore': args => z.tuple([scrapId]).parse(args),
  'search:text': args => z.tuple([query]).parse(args),
  'export:run': args => z.tuple([exportRequest]).parse(args),
  'export:library': args => job.parse(args),
  'export:reveal': args => job.parse(args),
  'import:read': args => z.tuple([jobId, z.enum(['files', 'folder'])]).parse(args),
  'import:split': args => z.tuple([jobId, z.enum(SPLITS)]).parse(args),
  'import:keep': args => z.tuple([importChoice]).parse(args),
  'original:list': args => document.parse(args),
  'original:save': args => z.tuple([documentId, count]).parse(args),
  'job:cancel': args => job.parse(args),
  'spelling:view': args => none.parse(args),
  'spelling:check': args => z.tuple([z.array(word).max(WORDS_MAX)]).parse(args),
  'spelling:suggest': args => z.tuple([word]).parse(args),
  'spelling:add-word': args => z.tuple([ownWord]).parse(args),
  'spelling:remove-word': args => z.tuple([ownWord]).parse(args),
  'spelling:add-dictionary': args => none.parse(args),
  'settings:save': args => z.tuple([settingsSchema]).parse(args),
  'run:start': args => z.tuple([request, documentId]).parse(args),
  'run:cancel': args => z.tuple([runId]).parse(args),
  'run:foresee': args => z.tuple([passage, foreseen, documentId]).parse(args),
  'question:ask': args => z.tuple([question, documentId, runSettingsSchema.shape.around]).parse(args),
  'question:cancel': args => z.tuple([questionId]).parse(args),
  'run:settle': args => z.tuple([runId, count.nullable()]).parse(args),
  'run:star': args => z.tuple([runId, count, z.boolean()]).parse(args),
  'run:list': args => z.tuple([historyQuery, runCursor.nullable(), pageSize]).parse(args),
  'run:load': args => z.tuple([runId]).parse(args),
  'run:foresee-pruning': args => z.tuple([pruneRule]).parse(args),
  'run:prune': args => z.tuple([z.array(runId).min(1).max(RUNS_MAX)]).parse(args),
  'origins:report': args => project.parse(args),
  'origins:export': args => z.tuple([projectId, z.enum(['markdown', 'json'])]).parse(args),
  'model:state': args => none.parse(args),
  'engine:attach': args => none.parse(args),
  'window:edit': args => z.tuple([z.enum(EDIT_ACTS)]).parse(args),
  'menu:show-keys': args => z.tuple([z.array(menuKey).max(COMMANDS_MAX)]).parse(args),
  'close:ready': args => none.parse(args),
  'close:held': args => none.parse(args),
}
