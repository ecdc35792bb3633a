import type { KeyboardEvent, ReactNode } from 'react'
import { regionString } from '@contract/infill.ts'
import type { RegionText } from '@contract/infill.ts'
import { roomText, wordsText } from '@contract/variant-length.ts'
import type { VariantLength } from '@contract/variant-length.ts'
import css from '../theme/VariantStrip.module.css'
import { changedWords } from './changed-words.ts'
import { Comparison } from './Comparison.tsx'
import { putVariant } from './dragged-variant.ts'
import type { Phrase } from './phrase.ts'
import { VariantName } from './VariantName.tsx'
import type { KeyOf } from './wording.ts'

/** A variant as the strip shows it. `share` (0 to 1) is its fit, null while it is not known. */
export type StripVariant = Readonly<{
  seed: number
  share: number | null
  regions: readonly RegionText[]
  /** Null where it is not known, or not final. */
  length: VariantLength | null
  starred: boolean
  /** All of its places are written. */
  whole: boolean
  /** What the writer made of it, one text for each region. */
  edited: readonly string[] | null
}>

export type VariantStripProps = Readonly<{
  keyOf: KeyOf
  variants: readonly StripVariant[]
  shown: number
  /** What the passage is, one text for each region. */
  originals: readonly string[]
  /** It was edited after the run began. */
  edited: boolean
  status: 'running' | 'offered' | 'partial'
  step: number
  of: number
  /** How long it took; while it goes on, how long it will still take. Null where that is not known. */
  milliseconds: number | null
  onShow: (index: number) => void
  onAccept: () => void
  onDiscard: () => void
  onStop: () => void
  /** Side by side with the original instead of cards. */
  comparing: boolean
  /** The page shows how the variant stood at an earlier step. */
  earlier: boolean
  onCompare: () => void
  onCopy: () => void
  /** Writes the passage again with the next seeds. */
  onMore: () => void
  /** What follows is for the variant that is shown. */
  onEdit: () => void
  onWord: () => void
  onTimeline: () => void
  onStar: () => void
  onReject: () => void
  onPhrase: (phrase: Phrase) => void
  /** What is told of a word of the variant, or of its steps. */
  children?: ReactNode
}>

/** The variants of a run, under its passage. */
export function VariantStrip(props: VariantStripProps) {
  const { variants, shown, status, originals, keyOf } = props
  const running = status === 'running'
  return (
    <section
      className={css.strip}
      aria-label="Variants"
      data-pane="strip"
      tabIndex={-1}
      onKeyDown={event => onKey(event, props)}
    >
      <header className={css.head}>
        <b aria-live="polite">{variants.length === 0 ? 'Waiting' : `${shown + 1} of ${variants.length}`}</b>
        <Share share={variants[shown]?.share ?? null} />
        <span>{progressText(props)}</span>
        {variants[shown] && <Room variant={variants[shown]} />}
        <span className={css.seed}>{variants[shown] ? `seed ${variants[shown].seed}` : ''}</span>
      </header>
      {props.edited && (
        <p role="status" className={css.stale}>
          The passage was edited after this run began: {said(originals)} Accepting asks first.
        </p>
      )}
      {running && (
        <progress
          className={css.bar}
          aria-label="Progress of the run"
          max={props.of}
          value={Math.min(props.step, props.of)}
        />
      )}
      {props.comparing && !running ? (
        <Comparison {...{ variants, shown, originals }} onShow={props.onShow} onPhrase={props.onPhrase} />
      ) : (
        <div className={css.cards} role="group" aria-label="Choose a variant">
          {variants.map((variant, i) => {
            const settling = running && variant.share === null
            return (
              <button
                key={i}
                type="button"
                className={css.card}
                aria-pressed={i === shown}
                onMouseDown={event => event.preventDefault()}
                onClick={() => props.onShow(i)}
              >
                <small>
                  <VariantName variant={variant} number={i + 1} of={variants.length} />
                  {settling && ' · still settling'}
                  {!running && <Grip index={i} />}
                </small>
                {variant.regions.map((region, r) => (
                  <span key={r} className={css.text}>
                    {settling ? (
                      <Settling region={region} />
                    ) : (
                      <Compared text={variant.edited?.[r] ?? regionString(region)} original={originals[r] ?? ''} />
                    )}
                    {variant.regions.length > 1 && variant.length !== null && variant.edited === null && (
                      <small className={css.count}>{wordsText({ words: variant.length.regions[r] ?? 0 })}</small>
                    )}
                  </span>
                ))}
              </button>
            )
          })}
        </div>
      )}
      {!running && props.children}
      <footer className={css.foot}>
        {running ? (
          <Key label="Stop" keys="Esc" onPress={props.onStop} />
        ) : (
          <>
            <Key label={acceptLabel(props)} keys="⏎" strong onPress={props.onAccept} />
            {variants.length > 1 && (
              <Key label="Flip" keys={flipKeys(keyOf)} onPress={() => props.onShow((shown + 1) % variants.length)} />
            )}
            <Key label={props.comparing ? 'Cards' : 'Compare'} keys={keyOf('compare')} onPress={props.onCompare} />
            <Key label="Word" keys={keyOf('word-inspect')} onPress={props.onWord} />
            <Key label="Timeline" keys={keyOf('timeline')} onPress={props.onTimeline} />
            <Key label="Edit" keys={keyOf('variant-edit')} onPress={props.onEdit} />
            <Key
              label={variants[shown]?.starred === true ? 'Unstar' : 'Star'}
              keys={keyOf('variant-star')}
              onPress={props.onStar}
            />
            <Key label="Reject" keys={keyOf('variant-reject')} onPress={props.onReject} />
            <Key label="Copy" keys={keyOf('variant-copy')} onPress={props.onCopy} />
            <Key label="More" keys={keyOf('more')} onPress={props.onMore} />
            <Key label="Discard" keys="⌫" onPress={props.onDiscard} />
          </>
        )}
      </footer>
    </section>
  )
}

/** Where a card is taken hold of to be dragged to the shelf of scraps: a command keeps it, too. */
function Grip({ index }: { index: number }) {
  return (
    <span
      className={css.grip}
      aria-hidden="true"
      title="Drag to the scraps to keep this variant"
      draggable
      // A press elsewhere on the card is kept from taking the caret, and with it from dragging.
      onMouseDown={event => event.stopPropagation()}
      onDragStart={({ dataTransfer }) => putVariant(dataTransfer, index)}
    >
      ⠿
    </span>
  )
}

/** What Accept takes, wherever the timeline stands. */
function acceptLabel({ variants, shown, earlier }: VariantStripProps): string {
  if (variants[shown]?.whole === false) return earlier ? 'Accept all that is written' : 'Accept what is written'
  return earlier ? 'Accept the finished variant' : 'Accept'
}

/** Both keys that turn, in short where they are a pair of brackets as usual. */
function flipKeys(keyOf: KeyOf): string {
  const [before, next] = [keyOf('variant-previous'), keyOf('variant-next')]
  return before.slice(0, -1) === next.slice(0, -1) ? `${before} ${next.slice(-1)}`.trim() : `${before} ${next}`.trim()
}

/** In the strip a letter is enough; on its buttons Enter presses them. */
function onKey(event: KeyboardEvent, props: VariantStripProps): void {
  const { target, key } = event
  if (props.status === 'running' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  if (target instanceof HTMLSelectElement || (key === 'Enter' && isButton(target))) return
  const acts: Readonly<Record<string, () => void>> = {
    Enter: props.onAccept,
    Backspace: props.onDiscard,
    f: props.onCompare,
    e: props.onEdit,
    s: props.onStar,
    t: props.onTimeline,
    x: props.onReject,
  }
  const act = acts[key.length === 1 ? key.toLowerCase() : key]
  if (act === undefined) return
  event.preventDefault()
  act()
}

/** What stands in the passage now, hidden behind the variant. */
function said(originals: readonly string[]): string {
  const text = originals.join(' … ').trim()
  return text === '' ? 'nothing is left of it.' : `it reads “${text}” now.`
}

const isButton = (target: EventTarget) => target instanceof HTMLElement && target.closest('button') !== null

function progressText({ status, step, of, milliseconds, variants }: VariantStripProps): string {
  switch (status) {
    case 'running':
      return variants.length === 0 ? 'for its turn' : `step ${step} of about ${of}${leftText(milliseconds)}`
    case 'partial':
      return `stopped at step ${step}`
    case 'offered':
      return milliseconds === null ? 'from the history' : `${step} steps in ${(milliseconds / 1000).toFixed(1)} s`
  }
}

/** Whole seconds: less would flicker. */
function leftText(milliseconds: number | null): string {
  const seconds = Math.round((milliseconds ?? 0) / 1000)
  return seconds < 1 ? '' : `, about ${seconds} s left`
}

function Room({ variant: { length, edited } }: { variant: StripVariant }) {
  if (length === null || edited !== null) return null
  return (
    <span title="The model fills places with words, or with pieces of longer ones; those left over make the passage shorter">
      {roomText(length)}
    </span>
  )
}

function Share({ share }: { share: number | null }) {
  if (share === null) return null
  return (
    <span title="How well the text fits what is around it: 1 is certain">
      fit
      <span className={css.share} aria-hidden="true">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      {share.toFixed(2)}
    </span>
  )
}

type KeyProps = Readonly<{ label: string; keys: string; strong?: boolean; onPress: () => void }>

/** A button with its key. A press of the mouse leaves the caret where it is. */
function Key({ label, keys, strong = false, onPress }: KeyProps) {
  return (
    <button
      type="button"
      className={strong ? css.go : css.button}
      onMouseDown={event => event.preventDefault()}
      onClick={onPress}
    >
      {label} {keys !== '' && <kbd>{keys}</kbd>}
    </button>
  )
}

/** Written words, with an ellipsis for what is still open. */
function Settling({ region }: { region: RegionText }) {
  const parts = region.map((piece, i) => {
    if (piece.kind !== 'open') return piece.text
    return region[i - 1]?.kind === 'open' ? '' : ' … '
  })
  return <>{parts.join('')}</>
}

/** A variant's text; words that the original does not have are underlined. */
function Compared({ text, original }: { text: string; original: string }) {
  return (
    <>
      {changedWords(original, text).map(({ text: words, added }, i) =>
        added ? <ins key={i}>{words}</ins> : <span key={i}>{words}</span>,
      )}
    </>
  )
}
