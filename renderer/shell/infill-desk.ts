import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { REGION_WORDS_MAX } from '@contract/infill.ts'
import type { Passage, RunId, RunRequest, RunSettings } from '@contract/infill.ts'
import type { DocumentId, RunRecord } from '@contract/library.ts'
import { aimAtRegions, aimOf, isAllLocked, isGap, tooLong } from '../editor/infill/aim.ts'
import type { Aim, TooLong } from '../editor/infill/aim.ts'
import { aimAtBridge, aimAtEnd, aimBefore } from '../editor/infill/gaps.ts'
import { showDraw } from '../editor/infill/kept-words.ts'
import { passageOf } from '../editor/infill/passage.ts'
import type { Draw } from '../editor/infill/passage.ts'
import { attachedTargets } from '../editor/infill/preview.ts'
import { selectTargets } from '../editor/infill/select.ts'
import type { Target } from '../editor/infill/targets.ts'
import type { Notices } from '../state/notices.ts'
import type { Runs } from '../state/runs.ts'
import type { TimelineStore } from '../state/timeline.ts'
import { createAfterDesk } from './after-desk.ts'
import { createGapDesk } from './gap-desk.ts'
import { createLockDesk } from './lock-desk.ts'
import { STALE, createOfferDesk } from './offer-desk.ts'
import { targetsOfRun } from './run-targets.ts'
import { createSelectDesk } from './select-desk.ts'
import { createPagePreview } from './page-preview.ts'
import { createTimelineDesk } from './timeline-desk.ts'
import type { OnScreen } from './page-preview.ts'

export type InfillDesk = ReturnType<typeof createInfillDesk>

type Deps = Readonly<{
  runs: Runs
  timeline: TimelineStore
  notices: Notices
  page: OnScreen
  /** The settings of the run that would come next: its seed is known ahead, so that what it keeps can be shown. */
  settings: () => RunSettings
  /** As `settings`, for a run that begins now; the one after it gets another seed unless the writer fixed one. */
  drawSettings: () => RunSettings
  /** Whether links and inline code may be written anew. */
  linksOpen: () => boolean
  /** Called after the preview began or ended, so that the strip can be put in its place. */
  onPreview: () => void
  /** Called when a word of the preview was clicked, with one of its places. */
  onWord: (place: number) => void
  /** Called before a variant takes the passage's place. */
  beforeAccept: () => void
}>

const LONG = 'infill-long'
const ALL_LOCKED =
  'Every word of the passage is locked, so there is nothing to write. Links and code are locked too, unless the passage panel says that they may change.'
/** How long a selection rests before the engine reads ahead, in ms. */
const LOOK_AHEAD_MS = 200

/** Where page and run meet: what to rewrite is read off the page, and what was written is drawn on it and accepted. */
export function createInfillDesk(deps: Deps) {
  const { runs, timeline, notices, page, settings, drawSettings, linksOpen, beforeAccept } = deps
  let resting: ReturnType<typeof setTimeout> | undefined
  const preview = createPagePreview(runs, timeline, page, {
    onChange: () => {
      notices.drop(STALE)
      deps.onPreview()
    },
    onWord: deps.onWord,
    onPhrase: phrase => offer.takePhrase(phrase),
  })

  /** Begins a run over what `aimAt` finds on the page, or says why it cannot. Returns whether it began. */
  function aimAndFill(aimAt: (state: EditorState) => Aim): boolean {
    const at = page()
    if (at === null || at.editor.isDestroyed || runs.store.getState().phase === 'running') return false
    const aim = aimAt(at.editor.state)
    if ('sentence' in aim) {
      notices.say(aim.sentence)
      return false
    }
    if (isAllLocked(at.editor.state.doc, aim.targets, linksOpen())) {
      notices.say(ALL_LOCKED)
      return false
    }
    const long = tooLong(at.editor.state.doc, aim.targets)
    if (long === null) fillTargets(at.editor, at.document, aim.targets)
    else offerShorter(at.editor, long)
    return long === null
  }

  /**
   * Rewrites what is offered already, the selection, or the marked region at the caret, or fills a gap at the caret.
   * Where a run is being stopped, once it has ended: its passage then, if the writer has not gone elsewhere.
   */
  function fill(): void {
    const before = page()?.editor.state
    const again = before === undefined ? null : attachedTargets(before)
    runs.afterStop(() =>
      aimAndFill(state => (again !== null && state.doc === before?.doc ? { targets: again } : aimOf(state))),
    )
  }

  /** Begins a run that may be out of sight, and brings it into view. */
  const fillAt = (aimAt: (state: EditorState) => Aim) => () =>
    runs.afterStop(() => {
      if (aimAndFill(aimAt)) bringIntoView()
    })

  function bringIntoView(): void {
    const editor = page()?.editor
    if (editor === undefined) return
    editor.view.dispatch(editor.state.tr.scrollIntoView())
    editor.view.focus()
  }

  /** Once the writer has rested on a passage, the engine reads what is around it. */
  function lookAhead(): void {
    clearTimeout(resting)
    resting = setTimeout(() => {
      const at = page()
      const aim = at === null ? null : aimOf(at.editor.state)
      if (at === null || aim === null || 'sentence' in aim || isGap(at.editor.state.doc, aim.targets)) return
      const { length, around, ...draw } = settings()
      runs.foresee(passageFor(at.editor, aim.targets, draw), { length, around }, at.document)
    }, LOOK_AHEAD_MS)
  }

  function passageFor({ state }: Editor, targets: readonly Target[], { seed, strength }: Draw): Passage {
    return passageOf(state.doc, targets, { seed, strength, linksOpen: linksOpen() })
  }

  /** Shows on the page which words the next run keeps. */
  function showKept(): void {
    const editor = page()?.editor
    if (editor === undefined || editor.isDestroyed) return
    const { strength, seed } = settings()
    editor.view.dispatch(showDraw(editor.state.tr, { strength, seed, linksOpen: linksOpen() }))
  }

  /** Writes a past run's passage again, where it is now, with the run's settings and another seed. */
  function remix(record: RunRecord, seed: number): void {
    runs.afterStop(() => {
      const at = page()
      if (at === null) return
      if (runs.store.getState().phase === 'running') return notices.say('A run goes on. Stop it first.')
      const targets = targetsOfRun(at.editor.state.doc, record)
      if (targets === null)
        return notices.say(
          'The passage of that run is not in the text any more. Select another, and take its settings.',
        )
      const long = tooLong(at.editor.state.doc, targets)
      if (long !== null) return offerShorter(at.editor, long)
      fillTargets(at.editor, at.document, targets, { ...record.settings, seed })
      bringIntoView()
    })
  }

  function fillTargets(
    editor: Editor,
    document: DocumentId,
    targets: readonly Target[],
    chosen = drawSettings(),
  ): void {
    offer.keepTyped()
    void runs.settle(null)
    clearTimeout(resting)
    const request: RunRequest = {
      id: crypto.randomUUID() as RunId,
      settings: chosen,
      passage: passageFor(editor, targets, chosen),
    }
    notices.drop(LONG)
    preview.begin(editor, targets)
    void runs.start(request, document)
  }

  function offerShorter(editor: Editor, { words, fits }: TooLong): void {
    const text = `The passage comes to ${words.toLocaleString()} words, and at most ${REGION_WORDS_MAX} can be rewritten at once.`
    const select = () => {
      notices.drop(LONG)
      editor.view.dispatch(selectTargets(editor.state.tr, fits))
      editor.view.focus()
    }
    notices.keep(LONG, 'alert', text, [{ label: `Select the first ${REGION_WORDS_MAX} words`, run: select }])
  }

  /** The page is about to go: what is offered stays in the history. Resolves to whether what was typed is kept. */
  function leave(): Promise<boolean> {
    offer.keepTyped()
    return runs.leave()
  }

  const selecting = createSelectDesk({
    ...{ notices, fill },
    onScreen: () => page()?.editor ?? null,
    giveUp: () => void leave(),
    now: () => performance.now(),
  })

  const offer = createOfferDesk({ runs, timeline, notices, page, preview, beforeAccept })

  return {
    ...selecting,
    fill,
    remix,
    fillAll: fillAt(aimAtRegions),
    bridge: fillAt(aimAtBridge),
    goOn: fillAt(aimAtEnd),
    writeToward: fillAt(aimBefore),
    lookAhead,
    showKept,
    leave,
    ...createLockDesk(notices, () => page()?.editor ?? null),
    gap: createGapDesk(notices, () => page()?.editor ?? null),
    ...offer,
    stop: () => {
      selecting.forgetPress()
      offer.stop()
    },
    ...createAfterDesk({ runs, timeline, notices, page, keepTyped: offer.keepTyped }),
    ...createTimelineDesk({ timeline, page, keepTyped: offer.keepTyped }),
  }
}
