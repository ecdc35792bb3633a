import type { RunId } from '@contract/infill.ts'
import type { RunRecord } from '@contract/library.ts'
import type { ScrapContent } from '@contract/scraps.ts'
import { gapsAt } from '../editor/infill/aim.ts'
import { editCanvases, partSelected } from '../editor/infill/canvas-edit.ts'
import { isStale, previewOf } from '../editor/infill/preview.ts'
import { pieceOfTargets, scrapContent } from '../editor/scraps/piece.ts'
import { selectTargets } from '../editor/infill/select.ts'
import type { Notices } from '../state/notices.ts'
import { asEarlier, asOneText, offerText, passageOfOffer } from '../state/run-state.ts'
import type { Runs } from '../state/runs.ts'
import { isEarlier } from '../state/timeline.ts'
import type { TimelineStore } from '../state/timeline.ts'
import type { Phrase } from '../panels/phrase.ts'
import { putOnClipboard } from './clipboard.ts'
import { mixed } from './mix.ts'
import { taken } from './taken.ts'
import { targetsOfRun } from './run-targets.ts'
import type { OnScreen, PagePreview } from './page-preview.ts'

/** The notice that a passage was edited after its run began; it goes when the preview does. */
export const STALE = 'infill-stale'

/** What accepting would put into the document, and the run that wrote it. */
export type OfferedPiece = Readonly<{ run: RunId; content: ScrapContent }>

type Deps = Readonly<{
  runs: Runs
  timeline: TimelineStore
  notices: Notices
  page: OnScreen
  preview: PagePreview
  /** Called before a variant takes the passage's place. */
  beforeAccept: () => void
}>

/** What can be done with what a run offers. */
export function createOfferDesk({ runs, timeline, notices, page, preview, beforeAccept }: Deps) {
  /** Ends typing into the variant, and tells its texts. */
  let typing: (() => readonly string[]) | null = null

  /** Lets the writer change the variant that is shown, in its place. What they type is theirs. */
  function edit(): void {
    const editor = page()?.editor
    const drawn = editor === undefined ? null : previewOf(editor.state)
    if (editor === undefined || drawn === null || runs.store.getState().phase !== 'offered' || typing !== null) return
    timeline.close()
    typing = editCanvases(drawn.canvases, {
      onAccept: () => accept(),
      onLeave: () => {
        keepTyped()
        editor.view.focus()
      },
    })
  }

  /** What was typed into the variant becomes what is offered. */
  function keepTyped(): void {
    if (typing === null) return
    const state = runs.store.getState()
    const texts = typing()
    typing = null
    if (state.phase !== 'offered') return
    const offer = state.offers[state.shown]!
    const same = offerText(offer).every((text, i) => text === texts[i])
    runs.edit(same ? offerText(offer) : texts)
  }

  /** As `act`, what was typed into the variant kept first. */
  const keeping =
    <A extends readonly unknown[]>(act: (...args: A) => void) =>
    (...args: A) => {
      keepTyped()
      act(...args)
    }

  /**
   * Puts the variant that is shown in the place of the passage; when words of it are selected, only those. It is always the
   * whole variant, wherever the timeline stands: words selected at an earlier step mean nothing in it. A passage edited
   * meanwhile asks first.
   */
  function accept(evenStale = false): void {
    const editor = page()?.editor
    const drawn = editor === undefined ? null : previewOf(editor.state)
    if (editor === undefined || drawn === null || runs.store.getState().phase !== 'offered') return
    const chosen = isEarlier(timeline.store.getState()) ? null : partSelected(drawn.canvases)
    keepTyped()
    const state = runs.store.getState()
    if (state.phase !== 'offered') return
    if (!evenStale && isStale(editor.state)) return askStale()
    const offer = asEarlier(state)[state.shown]!
    const { targets } = drawn
    beforeAccept()
    editor.view.dispatch(selectTargets(editor.state.tr, targets))
    preview.end(editor)
    editor.view.dispatch(taken(editor.state.tr, targets, offer, chosen).scrollIntoView())
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
    if (editor !== undefined) preview.restoreCaret(editor)
    void runs.settle(null)
    editor?.view.focus()
  }

  /** More variants of the passage that is offered, beside those there are. */
  function more(): void {
    const editor = page()?.editor
    if (editor === undefined || runs.store.getState().phase !== 'offered') return
    if (isStale(editor.state))
      return notices.say('This passage was edited after the run began. Leave the preview and fill it again.')
    void runs.more(crypto.randomUUID() as RunId)
  }

  /** Takes the variant that is shown out of the offer; with the last one the preview goes. */
  function reject(): void {
    if (runs.store.getState().phase === 'offered' && !runs.reject()) discard()
  }

  /** Puts the text of the variant that is shown on the clipboard. */
  function copy(): void {
    const state = runs.store.getState()
    if (state.phase !== 'offered') return
    const taken = putOnClipboard(asOneText(passageOfOffer(state, state.shown), offerText(state.offers[state.shown]!)))
    notices.say(
      taken ? 'The variant is on the clipboard.' : 'The clipboard did not take the variant.',
      taken ? 'status' : 'alert',
    )
  }

  /** The variant at `index`, or the one that is shown, as it would stand in the document. Changes nothing. */
  function offeredPiece(index?: number): OfferedPiece | null {
    keepTyped()
    const editor = page()?.editor
    const drawn = editor === undefined ? null : previewOf(editor.state)
    const state = runs.store.getState()
    if (editor === undefined || drawn === null || state.phase !== 'offered') return null
    const offer = asEarlier(state)[index ?? state.shown]
    if (offer === undefined) return null
    const slice = pieceOfTargets(taken(editor.state.tr, drawn.targets, offer, null), drawn.targets)
    return { run: offer.run, content: scrapContent(editor.schema, slice) }
  }

  /** Puts a phrase of another variant, or of the original, into the variant that is shown, where it corresponds. */
  function takePhrase(phrase: Phrase): void {
    const editor = page()?.editor
    const state = runs.store.getState()
    const shown = state.phase === 'offered' ? state.offers[state.shown] : undefined
    if (editor === undefined || state.phase !== 'offered' || shown === undefined) return
    if (phrase.variant === state.shown)
      return notices.say('Those words are of the variant that is shown. Take some of another one.')
    const offer = state.offers[phrase.variant]
    const texts = offer === undefined ? previewOf(editor.state)?.originals : offerText(offer)
    const after = mixed(shown, phrase, texts?.[phrase.region] ?? '')
    if (after === null) return notices.say('Those words are not in that variant any more.')
    runs.edit(after, offer === undefined ? undefined : phrase.text)
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
    const regions = record.passage.filter(span => span.kind === 'region').length
    const targets = targetsOfRun(at.editor.state.doc, record) ?? gapsAt(at.editor.state, regions)
    if (targets === null)
      return notices.say(
        'The passages of that run are not in the text any more, so it cannot be shown in its place. Copy its text from the history instead.',
      )
    void runs.settle(null)
    if (!runs.recall(record, variant))
      return notices.say(
        runs.store.getState().phase === 'running'
          ? 'A run goes on. Stop it first, then recall.'
          : 'That run left no words that could be offered again.',
      )
    preview.begin(at.editor, targets)
    at.editor.view.focus()
  }

  return {
    accept: () => accept(),
    keepTyped,
    edit,
    recall: keeping(recall),
    stop: keeping(stop),
    discard: keeping(discard),
    more: keeping(more),
    copy: keeping(copy),
    offeredPiece,
    reject: keeping(reject),
    takePhrase: keeping(takePhrase),
    star: keeping(runs.star),
    turn: keeping(runs.turn),
    show: keeping(runs.show),
  }
}
