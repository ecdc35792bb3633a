import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { REGION_WORDS_MAX } from '@contract/infill.ts'
import type { CharRange, RunId, RunRequest, RunSettings } from '@contract/infill.ts'
import type { DocumentId, RunRecord } from '@contract/library.ts'
import { acceptTexts } from '../editor/infill/accept.ts'
import { aimAtRegions, aimOf, gapsAt, isGap, tooLong } from '../editor/infill/aim.ts'
import type { Aim, TooLong } from '../editor/infill/aim.ts'
import { aimAtBridge, aimAtEnd, aimBefore } from '../editor/infill/gaps.ts'
import { showDraw } from '../editor/infill/kept-words.ts'
import { passageOf } from '../editor/infill/passage.ts'
import { beginPreview, drawPreview, endPreview, isStale, previewOf } from '../editor/infill/preview.ts'
import { findPassage } from '../editor/infill/recall.ts'
import type { Target } from '../editor/infill/targets.ts'
import { selectTargets } from '../editor/infill/select.ts'
import { lockFound, namesAndNumbers, quotedSpeech, unlockAll } from '../editor/lockable.ts'
import { putOnClipboard } from './clipboard.ts'
import { offerText, shownRegions } from '../state/runs.ts'
import type { Runs } from '../state/runs.ts'
import type { Notices } from '../state/notices.ts'

export type InfillDesk = ReturnType<typeof createInfillDesk>

type Deps = Readonly<{
  runs: Runs
  notices: Notices
  /** The editor on screen with its document, or null. */
  page: () => Readonly<{ editor: Editor; document: DocumentId }> | null
  /** The settings of the run that would come next: its seed is known ahead, so that what it keeps can be shown. */
  settings: () => RunSettings
  /** As `settings`, for a run that begins now; the one after it gets another seed unless the writer fixed one. */
  drawSettings: () => RunSettings
  /** Called after the preview began or ended, so that the strip can be put in its place. */
  onPreview: () => void
}>

const STALE = 'infill-stale'
const LONG = 'infill-long'
/** How long a selection rests before the engine reads ahead, in ms. */
const LOOK_AHEAD_MS = 200

/** Where page and run meet: what to rewrite is read off the page, and what was written is drawn on it and accepted. */
export function createInfillDesk({ runs, notices, page, settings, drawSettings, onPreview }: Deps) {
  let resting: ReturnType<typeof setTimeout> | undefined
  /** Where the caret was when the preview began. */
  let caret: number | null = null
  const draw = () => {
    const editor = page()?.editor
    if (editor !== undefined) drawPreview(editor.view, shownRegions(runs.store.getState()))
  }

  /** Keeps the page in step with the run: its preview is drawn while there is one, and goes with it. */
  const follow = () => {
    const editor = page()?.editor
    if (editor === undefined) return
    if (runs.store.getState().phase !== 'idle') draw()
    else if (previewOf(editor.state) !== null) leavePage(editor)
  }
  runs.store.subscribe(follow)

  function leavePage(editor: Editor): void {
    notices.drop(STALE)
    editor.view.dispatch(endPreview(editor.state.tr))
    onPreview()
  }

  function begin(editor: Editor, targets: readonly Target[]): void {
    notices.drop(LONG)
    const { empty, head } = editor.state.selection
    caret = empty ? head : null
    editor.view.dispatch(beginPreview(editor.state.tr, targets))
    onPreview()
    draw()
  }

  /** Begins a run over what `aimAt` finds on the page, or says why it cannot. Returns whether it began. */
  function aimAndFill(aimAt: (state: EditorState) => Aim): boolean {
    const at = page()
    if (at === null || runs.store.getState().phase === 'running') return false
    const aim = aimAt(at.editor.state)
    if ('sentence' in aim) {
      notices.say(aim.sentence)
      return false
    }
    const long = tooLong(at.editor.state.doc, aim.targets)
    if (long === null) fillTargets(at.editor, at.document, aim.targets)
    else offerShorter(at.editor, long)
    return long === null
  }

  /** Rewrites the selection, or the marked region at the caret, or fills a gap at the caret. */
  function fill(): void {
    aimAndFill(aimOf)
  }

  /** Begins a run that may be out of sight, and brings it into view. */
  const fillAt = (aimAt: (state: EditorState) => Aim) => () => {
    if (aimAndFill(aimAt)) bringIntoView()
  }

  function bringIntoView(): void {
    const editor = page()?.editor
    if (editor === undefined) return
    editor.view.dispatch(editor.state.tr.scrollIntoView())
    editor.view.focus()
  }

  /** Locks what `find` finds in the passage, as one undo step, and says what came of it. */
  const lock = (find: (text: string) => readonly CharRange[], what: string) => (): void => {
    const editor = page()?.editor
    if (editor === undefined) return
    const aim = aimOf(editor.state)
    if ('sentence' in aim || isGap(aim.targets))
      return notices.say('Select the words to look through, or put the caret into a marked region, first.')
    const tr = lockFound(editor.state.tr, aim.targets, find)
    if (!tr.docChanged) return notices.say(`There is no ${what} in the passage that is not locked already.`)
    editor.view.dispatch(tr)
    editor.view.focus()
  }

  function unlock(): void {
    const editor = page()?.editor
    const tr = editor === undefined ? null : unlockAll(editor.state.tr)
    if (tr?.docChanged === true) editor?.view.dispatch(tr)
    else notices.say('Nothing in this document is locked.')
    editor?.view.focus()
  }

  /** Once the writer has rested on a passage, the engine reads what is around it. */
  function lookAhead(): void {
    clearTimeout(resting)
    resting = setTimeout(() => {
      const at = page()
      const aim = at === null ? null : aimOf(at.editor.state)
      if (at === null || aim === null || 'sentence' in aim || isGap(aim.targets)) return
      const { seed, strength, length } = settings()
      runs.foresee(passageOf(at.editor.state.doc, aim.targets, { seed, strength }), length)
    }, LOOK_AHEAD_MS)
  }

  /** Shows on the page which words the next run keeps. */
  function showKept(): void {
    const editor = page()?.editor
    if (editor === undefined || editor.isDestroyed) return
    const { strength, seed } = settings()
    editor.view.dispatch(showDraw(editor.state.tr, { strength, seed }))
  }

  function fillTargets(editor: Editor, document: DocumentId, targets: readonly Target[]): void {
    void runs.settle(null)
    clearTimeout(resting)
    const chosen = drawSettings()
    const request: RunRequest = {
      id: crypto.randomUUID() as RunId,
      settings: chosen,
      passage: passageOf(editor.state.doc, targets, chosen),
    }
    begin(editor, targets)
    void runs.start(request, document)
  }

  function offerShorter(editor: Editor, { words, fits }: TooLong): void {
    const text = `The passage has ${words.toLocaleString()} words, and at most ${REGION_WORDS_MAX} can be rewritten at once.`
    const select = () => {
      notices.drop(LONG)
      editor.view.dispatch(selectTargets(editor.state.tr, fits))
      editor.view.focus()
    }
    notices.keep(LONG, 'alert', text, [{ label: `Select the first ${REGION_WORDS_MAX} words`, run: select }])
  }

  /** Puts the variant that is shown in the place of the passage. A passage edited meanwhile asks first. */
  function accept(evenStale = false): void {
    const editor = page()?.editor
    const state = runs.store.getState()
    const preview = editor === undefined ? null : previewOf(editor.state)
    if (editor === undefined || preview === null || state.phase !== 'offered') return
    if (!evenStale && isStale(editor.state)) return askStale()
    const texts = offerText(state.offers[state.shown]!)
    const { targets } = preview
    editor.view.dispatch(endPreview(selectTargets(editor.state.tr, targets)))
    editor.view.dispatch(acceptTexts(editor.state.tr, targets, texts).scrollIntoView())
    leavePage(editor)
    void runs.settle(state.shown)
    editor.view.focus()
  }

  function askStale(): void {
    notices.keep(
      STALE,
      'alert',
      'This passage was edited after the run began. Accepting replaces your edit too; it can be undone.',
      [
        { label: 'Accept all the same', run: () => accept(true) },
        { label: 'Keep my edit', run: discard },
      ],
    )
  }

  /** Leaves the preview; the passage stays as it is, and a caret that was not moved since goes back to where it was. */
  function discard(): void {
    const editor = page()?.editor
    if (editor !== undefined && caret !== null && previewOf(editor.state)?.attached === true)
      editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, caret)))
    void runs.settle(null)
    editor?.view.focus()
  }

  /** More variants of the passage that is offered, beside those there are. */
  function more(): void {
    const editor = page()?.editor
    if (editor === undefined || runs.store.getState().phase !== 'offered') return
    if (isStale(editor.state))
      return notices.say('This passage was edited after the run began. Leave the preview and fill it again.')
    clearTimeout(resting)
    void runs.more(crypto.randomUUID() as RunId)
  }

  /** Puts the text of the variant that is shown on the clipboard. */
  function copy(): void {
    const state = runs.store.getState()
    if (state.phase !== 'offered') return
    const taken = putOnClipboard(offerText(state.offers[state.shown]!).join('\n\n'))
    notices.say(
      taken ? 'The variant is on the clipboard.' : 'The clipboard did not take the variant.',
      taken ? 'status' : 'alert',
    )
  }

  /** Stops a run that goes on, or leaves what is offered. */
  function stop(): void {
    if (runs.store.getState().phase === 'running') runs.stop()
    else discard()
  }

  /** Puts a variant of a past run back as an offered preview, where its passage is now. */
  function recall(record: RunRecord, variant: number): void {
    const at = page()
    if (at === null) return
    const regions = record.passage.filter(span => span.kind === 'region')
    const offered = record.end?.kind === 'offered' ? record.end.report.variants : []
    const texts = regions.map((_, r) => offered.flatMap(it => offerText(it)[r] ?? []))
    const targets = findPassage(at.editor.state.doc, record.passage, texts) ?? gapsAt(at.editor.state, regions.length)
    if (targets === null)
      return notices.say(
        'The passages of that run are not in the text any more, so it cannot be shown in its place. Copy its text from the history instead.',
      )
    void runs.settle(null)
    if (!runs.recall(record, variant)) return
    begin(at.editor, targets)
    at.editor.view.focus()
  }

  /** The page is about to go: what is offered stays in the history. */
  function leave(): void {
    runs.leave()
  }

  return {
    fill,
    fillAll: fillAt(aimAtRegions),
    bridge: fillAt(aimAtBridge),
    goOn: fillAt(aimAtEnd),
    writeToward: fillAt(aimBefore),
    lockNames: lock(namesAndNumbers, 'name in mid-sentence and no number'),
    lockSpeech: lock(quotedSpeech, 'quoted speech'),
    unlockAll: unlock,
    lookAhead,
    showKept,
    more,
    copy,
    accept: () => accept(),
    discard,
    stop,
    recall,
    leave,
    turn: runs.turn,
    show: runs.show,
  }
}
