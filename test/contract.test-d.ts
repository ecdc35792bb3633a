import { expectTypeOf } from 'vitest'
import type { Calls, Checks, Handlers, Reply, StudioApi } from '@contract/ipc.ts'
import type { EngineNews, EngineOrder } from '@contract/engine.ts'
import type { RunEnd, RunId, RunReport, RunRequest, Span } from '@contract/infill.ts'
import type { DocJson, Document, DocumentId, DocumentSummary, LibraryView, ProjectId } from '@contract/library.ts'
import type { Fault, Result } from '@contract/result.ts'

// What must and must not compile at the wire. Never run: `tsc -p test` is the test.

declare const studio: StudioApi
declare const document: DocumentId
declare const project: ProjectId
declare const run: RunId
declare const request: RunRequest
declare const handlers: Handlers
declare const checks: Checks

// A call's reply is what its handler returns, or a fault.
expectTypeOf(studio.call('library:view')).toEqualTypeOf<Promise<Result<LibraryView>>>()
expectTypeOf(studio.call('document:load', document)).toEqualTypeOf<Promise<Result<Document>>>()
expectTypeOf<Reply<'document:create'>>().toEqualTypeOf<Result<DocumentSummary[]>>()

// @ts-expect-error no such call
void studio.call('document:destroy', document)
// @ts-expect-error too few arguments
void studio.call('document:load')
// @ts-expect-error too many arguments
void studio.call('library:view', document)
// @ts-expect-error a project is no document
void studio.call('document:load', project)
// @ts-expect-error a run is no document
void studio.call('document:load', run)
// @ts-expect-error a plain string is no id
void studio.call('run:cancel', 'r1')
// @ts-expect-error the document is named beside the request
void studio.call('run:start', request)
// @ts-expect-error a variant is named by its number
void studio.call('run:settle', run, 'first')

// A value is reached only through `ok`.
declare const reply: Reply<'document:load'>
expectTypeOf<keyof typeof reply>().toEqualTypeOf<'ok'>()
if (reply.ok) expectTypeOf(reply.value).toEqualTypeOf<Document>()
else expectTypeOf(reply.fault).toEqualTypeOf<Fault>()
// @ts-expect-error a code that nobody knows
const fault: Fault = { code: 'oops', message: '' }

// Events name what they carry, and listening can be ended.
expectTypeOf(studio.on('engine:news', news => expectTypeOf(news).toEqualTypeOf<EngineNews>())).toEqualTypeOf<
  () => void
>()
studio.on('close:asked', event => expectTypeOf(event).toEqualTypeOf<null>())
// @ts-expect-error no such event
studio.on('engine:gone', () => undefined)
// The page gets no other way to main.
expectTypeOf<keyof StudioApi>().toEqualTypeOf<'call' | 'on' | 'platform'>()

// Every call has its handler and its check, and no other.
expectTypeOf<keyof Handlers>().toEqualTypeOf<keyof Calls>()
expectTypeOf<keyof Checks>().toEqualTypeOf<keyof Calls>()
// @ts-expect-error a handler is missing
const fewer: Handlers = { 'library:view': handlers['library:view'] }
// @ts-expect-error a check that lets through what the handler does not take
const loose: Checks = { ...checks, 'document:load': args => args }
const wrong: Handlers = {
  ...handlers,
  // @ts-expect-error a handler that answers something else
  'document:load': () => 'text',
}

// Unions are told apart by their kind.
declare const end: RunEnd
expectTypeOf<keyof RunEnd>().toEqualTypeOf<'kind'>()
if (end.kind === 'offered') expectTypeOf(end.report).toEqualTypeOf<RunReport>()
// @ts-expect-error fixed text keeps all of itself
const fixed: Span = { kind: 'fixed', text: '', kept: [] }
// @ts-expect-error an order that the engine does not know
const order: EngineOrder = { kind: 'pause', run }
// @ts-expect-error what crosses is not to be changed
request.settings.seed = 1
// @ts-expect-error a document begins with its doc
const doc: DocJson = { type: 'paragraph' }

export { doc, fault, fewer, fixed, loose, order, wrong }
