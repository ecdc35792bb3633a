import type { Extensions } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useStore } from 'zustand'
import type { ModelState } from '@contract/engine.ts'
import type { Settings } from '@contract/library.ts'
import { lengthOf } from '@contract/variant-length.ts'
import type { OpenEditor } from '../editor/Editor.tsx'
import { keptWords } from '../editor/infill/kept-words.ts'
import { editedTexts, infillPreview, previewOf, showStrip } from '../editor/infill/preview.ts'
import type { PreviewKey } from '../editor/infill/preview.ts'
import { Gutter } from '../editor/gutter.ts'
import { Lock } from '../editor/lock.ts'
import { RegionBadges } from '../editor/region-badges.ts'
import { Region } from '../editor/region.ts'
import { VariantStrip } from '../panels/VariantStrip.tsx'
import type { KeyOf } from '../panels/wording.ts'
import { isWhole, offerShare } from '../state/run-state.ts'
import type { RunState } from '../state/run-state.ts'
import { isEarlier } from '../state/timeline.ts'
import { createInfillDesk } from './infill-desk.ts'
import type { InfillDesk } from './infill-desk.ts'
import { createInspectDesk } from './inspect-desk.ts'
import { useGap } from './use-gap.tsx'
import { useRegion } from './use-region.ts'
import type { Passage } from './passage.ts'
import { createSnapshotDesk } from './snapshot-desk.ts'
import type { Stores } from './stores.ts'
import { TimelineOf } from './TimelineOf.tsx'
import { usePace } from './use-pace.ts'
import { WordInspectorOf } from './WordInspectorOf.tsx'

type Infill = Readonly<{
  passage: Passage
  /** What the editor is given; made once. */
  extra: Extensions
  /** What is put into the page: the strip of variants under the passage, the card of a gap. */
  onPage: (keyOf: KeyOf) => ReactNode
}>

/** Rewriting as the window shows it. `blocked` says why nothing can be rewritten, or null. */
export function useInfill(
  stores: Stores,
  open: OpenEditor | null,
  settings: Settings,
  model: ModelState,
  blocked: string | null,
): Infill {
  const { runs, library, notices, inspect, history, timeline, parting } = stores
  const state = useStore(runs.store)
  const earlier = useStore(timeline.store, isEarlier)
  const [strip, setStrip] = useState<HTMLElement | null>(null)
  const [comparing, setComparing] = useState(false)
  const [textsNow, setTextsNow] = useState<readonly string[] | null>(null)
  const latest = useRef({ open, settings })
  latest.current = { open, settings }

  const [{ desk, extra, redraw, compare, inspectWord, stop }] = useState(() => {
    let ahead = newSeed()
    const settingsAhead = () => {
      const { run, seedFixed } = latest.current.settings
      return seedFixed ? run : { ...run, seed: ahead }
    }
    const readTexts = () => {
      const editor = latest.current.open?.editor
      const texts = editor === undefined ? null : editedTexts(editor.state)
      // Typing elsewhere changes none of them, and draws nothing.
      setTextsNow(before => (before && texts && sameTexts(before, texts) ? before : texts))
    }
    const made: InfillDesk = createInfillDesk({
      runs,
      timeline,
      notices,
      page: () => latest.current.open,
      settings: settingsAhead,
      drawSettings: () => {
        const drawn = settingsAhead()
        ahead = newSeed()
        if (!latest.current.settings.seedFixed) library.changeSettings({ run: drawn })
        return drawn
      },
      linksOpen: () => !latest.current.settings.linksLocked,
      beforeAccept: () => void createSnapshotDesk(stores, () => latest.current.open).take('accept'),
      onWord: place => looking.lookAt(place),
      onPreview: () => {
        const editor = latest.current.open?.editor
        setStrip(editor === undefined ? null : (previewOf(editor.state)?.strip ?? null))
        readTexts()
      },
    })
    const compare = () => setComparing(on => !on)
    const looking = createInspectDesk({ inspect, runs, history, notices, page: () => latest.current.open, desk: made })
    /** What is told of a word or of a step goes first. */
    const stop = () => {
      if (!made.leaveTimeline() && !looking.close()) made.stop()
    }
    const onKey = (key: PreviewKey) => pressed(made, runs.store.getState(), key)
    const preview = infillPreview({ onKey, onAim: made.lookAhead, onEdited: readTexts })
    const strength = keptWords({
      onStrength: by => {
        const { run } = latest.current.settings
        library.changeSettings({ run: { ...run, strength: stepped(run.strength, by) } })
      },
    })
    return {
      desk: made,
      compare,
      inspectWord: looking.look,
      stop,
      extra: [Region, RegionBadges, Gutter, Lock, preview, strength],
      redraw: () => {
        const { run, seedFixed } = latest.current.settings
        if (run.strength >= 1)
          return notices.say('At a strength of 100 % no word is kept, so there is nothing to draw anew.')
        ahead = newSeed()
        if (seedFixed) library.changeSettings({ run: { ...run, seed: ahead } })
        else made.showKept()
      },
    }
  })

  const editor = open?.editor ?? null
  const { strength, seed } = settings.run
  useEffect(desk.showKept, [desk, editor, strength, seed, settings.seedFixed, settings.linksLocked])
  useEffect(
    () => () => {
      void desk.leave()
      setStrip(null)
    },
    [desk, editor],
  )
  useEffect(() => parting.before(desk.leave), [parting, desk])
  const focusPage = () => latest.current.open?.editor.view.focus()
  // The field of a length goes as the preview comes, and the keys with it.
  useEffect(() => {
    if (strip !== null && document.activeElement === document.body) focusPage()
  }, [strip])
  useEffect(() => {
    if (strip !== null && state.phase !== 'idle' && editor !== null) showStrip(editor.view)
  }, [strip, state.phase, editor])

  const gap = useGap(desk.gap, focusPage)
  const region = useRegion(() => latest.current.open?.editor ?? null)
  const [all] = useState(() => [...extra, gap.extension, region.extension])
  const preview = editor === null || editor.isDestroyed ? null : previewOf(editor.state)
  return {
    extra: all,
    passage: {
      phase: state.phase,
      stopping: state.phase === 'running' && state.stopping === true,
      progress: progressOf(state),
      blocked: blocked ?? modelBlocks(model),
      fill: desk.fill,
      pressFill: desk.pressFill,
      grow: desk.grow,
      shrink: desk.shrink,
      markParagraph: desk.markParagraph,
      fillAll: desk.fillAll,
      bridge: desk.bridge,
      goOn: desk.goOn,
      writeToward: desk.writeToward,
      gap: { ...desk.gap, atHand: gap.atHand },
      region,
      lockNames: desk.lockNames,
      lockSpeech: desk.lockSpeech,
      unlockAll: desk.unlockAll,
      redraw,
      more: desk.more,
      copy: desk.copy,
      offeredPiece: desk.offeredPiece,
      compare,
      edit: desk.edit,
      star: desk.star,
      reject: desk.reject,
      reroll: desk.reroll,
      polish: desk.polish,
      branch: desk.branch,
      breed: desk.breed,
      resume: desk.resume,
      inspectWord,
      toggleTimeline: desk.toggleTimeline,
      stepBy: desk.stepBy,
      play: desk.play,
      chooseWord: desk.chooseWord,
      stop,
      discard: desk.discard,
      accept: desk.accept,
      turn: desk.turn,
      recall: desk.recall,
      remix: record => desk.remix(record, newSeed()),
    },
    onPage: keyOf => (
      <>
        {gap.card(keyOf)}
        {stripOf(keyOf)}
      </>
    ),
  }

  function stripOf(keyOf: KeyOf): ReactNode {
    if (strip === null) return null
    return createPortal(
      <Strip
        state={state}
        keyOf={keyOf}
        originals={textsNow ?? preview?.originals ?? []}
        edited={textsNow !== null}
        desk={desk}
        comparing={comparing}
        earlier={earlier}
        onCompare={compare}
        onWord={inspectWord}
      >
        <WordInspectorOf {...{ inspect, runs }} onPage={() => editor?.view.focus()} />
        <TimelineOf {...{ timeline, desk, keyOf }} />
      </Strip>,
      strip,
    )
  }
}

const newSeed = () => crypto.getRandomValues(new Uint32Array(1))[0]!

/** The strength a step of 5 % up or down; it stays above nothing, which would leave a run no work. */
function stepped(strength: number, by: 1 | -1): number {
  return Math.min(1, Math.max(0.05, Math.round(strength * 20 + by) / 20))
}

/** Enter takes what is offered, Backspace leaves it. While words are still coming, keys are the page's. */
function pressed(desk: InfillDesk, state: RunState, key: PreviewKey): boolean {
  if (state.phase !== 'offered') return false
  if (key === 'Enter') desk.accept()
  else desk.discard()
  return true
}

function progressOf(state: RunState): Passage['progress'] {
  return state.phase === 'running' && state.snapshot !== null
    ? { step: state.snapshot.step, of: state.snapshot.of }
    : null
}

type StripProps = Readonly<{
  state: RunState
  keyOf: KeyOf
  originals: readonly string[]
  edited: boolean
  desk: InfillDesk
  comparing: boolean
  earlier: boolean
  onCompare: () => void
  onWord: () => void
  children: ReactNode
}>

function Strip({ state, keyOf, originals, edited, desk, comparing, earlier, onCompare, onWord, children }: StripProps) {
  const left = usePace(state)
  if (state.phase === 'idle') return null
  const { settings } = state.request
  const offers = (state.phase === 'running' ? state.earlier : state.offers).map(offer => ({
    seed: offer.seed,
    share: offerShare(offer),
    regions: offer.regions,
    length: lengthOf(offer),
    starred: offer.starred === true,
    whole: isWhole(offer),
    edited: offer.edited ?? null,
  }))
  const coming = state.phase === 'running' ? (state.snapshot?.variants ?? []) : []
  const variants = [
    ...offers,
    ...coming.map(({ regions }, i) => ({
      seed: (settings.seed + i) % 2 ** 32,
      share: null,
      regions,
      length: null,
      starred: false,
      whole: false,
      edited: null,
    })),
  ]
  const progress = progressOf(state)
  return (
    <VariantStrip
      keyOf={keyOf}
      variants={variants}
      shown={state.shown}
      originals={originals}
      edited={edited}
      status={state.phase === 'running' ? 'running' : state.partial ? 'partial' : 'offered'}
      step={state.phase === 'running' ? (progress?.step ?? 0) : state.steps}
      of={progress?.of ?? 1}
      milliseconds={state.phase === 'running' ? left : state.milliseconds}
      onShow={desk.show}
      onAccept={desk.accept}
      onDiscard={desk.discard}
      onStop={desk.stop}
      comparing={comparing}
      earlier={earlier}
      onCompare={onCompare}
      onCopy={desk.copy}
      onMore={desk.more}
      onEdit={desk.edit}
      onStar={desk.star}
      onReject={desk.reject}
      onPhrase={desk.takePhrase}
      onWord={onWord}
      onTimeline={desk.toggleTimeline}
    >
      {children}
    </VariantStrip>
  )
}

/** Why the model cannot write, as a sentence; null when it can, or will once it is awake: a run waits for that. */
function modelBlocks(model: ModelState): string | null {
  return model.kind === 'absent' ? model.fault.message : null
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, i) => text === other[i])
}
