import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { RunLine } from '@contract/history.ts'
import type { DocumentId, RunRecord } from '@contract/library.ts'
import { lengthOf } from '@contract/variant-length.ts'
import type { OpenEditor } from '../editor/Editor.tsx'
import { placeHere } from '../editor/infill/place-here.ts'
import { textOf } from '../editor/infill/targets.ts'
import type { RunActs } from '../panels/HistoryRun.tsx'
import { RunComparison } from '../panels/RunComparison.tsx'
import { whenText } from '../panels/wording.ts'
import type { HistoryFilter } from '../state/history.ts'
import { isWhole, offerShare, offersOf } from '../state/run-state.ts'
import type { Passage } from './passage.ts'
import { targetsOfRun } from './run-targets.ts'
import type { Stores } from './stores.ts'
import type { Documents } from './use-documents.ts'

export type PastRuns = Readonly<{
  acts: RunActs
  filter: (change: Partial<HistoryFilter>) => void
  /** Lists the runs of the passage at the caret. */
  listHere: () => void
  /** To be told of every editor that comes on screen or goes. */
  arrived: (opened: OpenEditor | null) => void
  dialog: ReactNode
}>

/** How long the caret rests before the list of its passage follows it, in ms. */
const FOLLOW_MS = 300

/** What is done with past runs. One of another document opens that first. */
export function useHistory(
  stores: Stores,
  documents: Documents,
  passage: Passage,
  open: OpenEditor | null,
  shown: boolean,
): PastRuns {
  const { history, library, notices } = stores
  const [compared, setCompared] = useState<RunRecord | null>(null)
  const bound = useRef<Readonly<{ document: DocumentId; act: () => void }> | null>(null)
  const latest = useRef({ open, passage })
  latest.current = { open, passage }

  /** Does `act` with the whole run, once its document is on screen. */
  async function withRun(line: RunLine, act: (run: RunRecord) => void): Promise<void> {
    const run = await history.load(line.id)
    if ('code' in run) notices.say(run.message, 'alert')
    else if (latest.current.open?.document === run.document) {
      documents.toPage()
      act(run)
    } else {
      bound.current = { document: run.document, act: () => act(run) }
      await documents.open(run.document)
    }
  }

  function arrived(opened: OpenEditor | null): void {
    const waiting = bound.current
    if (opened === null || waiting?.document !== opened.document) return
    bound.current = null
    // After React has handed the new editor to all that ask for it.
    setTimeout(waiting.act)
  }

  const readPlace = () => {
    const editor = latest.current.open?.editor
    history.moveTo(editor === undefined ? null : placeHere(editor.state))
  }

  useEffect(() => {
    const editor = open?.editor
    if (editor === undefined || !shown) return
    let resting: ReturnType<typeof setTimeout> | undefined
    const follow = () => {
      if (history.store.getState().filter.scope !== 'passage') return
      clearTimeout(resting)
      resting = setTimeout(readPlace, FOLLOW_MS)
    }
    editor.on('selectionUpdate', follow)
    return () => {
      clearTimeout(resting)
      editor.off('selectionUpdate', follow)
    }
  }, [open?.editor, shown])

  function filter(change: Partial<HistoryFilter>): void {
    if (change.scope === 'passage') readPlace()
    history.change(change)
  }

  function take(run: RunLine, what: 'settings' | 'seed'): void {
    const now = library.view()?.settings
    if (now === undefined) return
    const { seed } = now.run
    if (what === 'seed') library.changeSettings({ run: { ...now.run, seed: run.settings.seed }, seedFixed: true })
    else library.changeSettings({ run: { ...run.settings, seed } })
    notices.say(
      what === 'seed' ? 'The next runs begin with that seed.' : 'The next runs have the settings of that run.',
    )
  }

  return {
    acts: {
      onRecall: (line, number) => void withRun(line, run => latest.current.passage.recall(run, number)),
      onRemix: line => void withRun(line, run => latest.current.passage.remix(run)),
      onCompare: line => void withRun(line, setCompared),
      onSettings: line => take(line, 'settings'),
      onSeed: line => take(line, 'seed'),
    },
    filter,
    listHere: () => filter({ scope: 'passage', text: '', starred: false, accepted: false, days: null }),
    arrived,
    dialog: compared && (
      <Compared
        run={compared}
        page={open}
        onRecall={number => {
          setCompared(null)
          passage.recall(compared, number)
        }}
        onClose={() => setCompared(null)}
      />
    ),
  }
}

type ComparedProps = Readonly<{
  run: RunRecord
  page: OpenEditor | null
  onRecall: (number: number) => void
  onClose: () => void
}>

function Compared({ run, page, onRecall, onClose }: ComparedProps) {
  const doc = page?.editor.state.doc
  const targets = doc ? targetsOfRun(doc, run) : null
  const offers = offersOf({ id: run.id, passage: run.passage, settings: run.settings }, run.end)
  return (
    <RunComparison
      when={whenText(run.startedAtMs, Date.now())}
      now={doc && targets ? targets.map(target => textOf(doc, target)) : null}
      originals={run.passage.flatMap(span => (span.kind === 'region' ? [span.original ?? span.text] : []))}
      variants={offers.map(offer => ({
        ...{ seed: offer.seed, share: offerShare(offer), regions: offer.regions, edited: null },
        ...{ length: lengthOf(offer), starred: run.starred.includes(offer.index), whole: isWhole(offer) },
      }))}
      onRecall={index => onRecall(offers[index]!.index)}
      onClose={onClose}
    />
  )
}
