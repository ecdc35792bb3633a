import css from '../theme/Snapshots.module.css'
import { comparedWords } from './changed-words.ts'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { counted } from './wording.ts'

/** Blocks that are the same, or one that differs: its text then and now, null where there was or is none. */
export type ComparedBlock =
  Readonly<{ kind: 'same'; count: number }> | Readonly<{ kind: 'changed'; then: string | null; now: string | null }>

type SnapshotComparisonProps = Readonly<{
  /** `today 14:02`, or the snapshot's name. */
  about: string
  /** Null if this version of the studio cannot show what the snapshot holds. */
  blocks: readonly ComparedBlock[] | null
  blocked: string | null
  /** Puts back the block with this index. */
  onRestore: (index: number) => void
  onRestoreAll: () => void
  onClose: () => void
}>

/** The text now against a snapshot, word by word: what was put in since is underlined, what was left out struck. */
export function SnapshotComparison(props: SnapshotComparisonProps) {
  const { about, blocks, blocked } = props
  const changed = blocks?.filter(({ kind }) => kind === 'changed').length ?? 0
  return (
    <Dialog title={`Changes since ${about}`} place="wide" onClose={props.onClose}>
      <p className={css.summary} role="status">
        {summaryOf(blocks, changed)}
      </p>
      <ol className={css.blocks}>
        {blocks?.map((block, i) =>
          block.kind === 'same' ? (
            <li key={i} className={css.same}>
              {counted(block.count, 'block')} the same
            </li>
          ) : (
            <li key={i} className={css.changed}>
              <p>
                {block.then === block.now && <em>No word changed: only formatting, regions or gaps. </em>}
                <Words then={block.then} now={block.now} />
              </p>
              <button
                type="button"
                disabled={blocked !== null}
                aria-label={`${restoreLabel(block.then, block.now)}: ${excerpt(block.then ?? block.now)}`}
                onClick={() => props.onRestore(i)}
              >
                {restoreLabel(block.then, block.now)}
              </button>
            </li>
          ),
        )}
      </ol>
      <DialogButtons>
        <button type="button" data-focus onClick={props.onClose}>
          Close
        </button>
        <button type="button" data-main disabled={blocked !== null || changed === 0} onClick={props.onRestoreAll}>
          Restore all of it
        </button>
      </DialogButtons>
    </Dialog>
  )
}

function summaryOf(blocks: readonly ComparedBlock[] | null, changed: number): string {
  if (blocks === null) return 'This snapshot holds something that this version of Palimpsest cannot show.'
  if (changed === 0) return 'The text is the same.'
  return `${counted(changed, 'place')} changed. Underlined: put in since. Struck: left out since.`
}

function Words({ then, now }: { then: string | null; now: string | null }) {
  return comparedWords(then ?? '', now ?? '').map(({ text, kind }, i) => {
    if (kind === 'same') return <span key={i}>{text}</span>
    return kind === 'added' ? <ins key={i}>{text}</ins> : <del key={i}>{text}</del>
  })
}

function restoreLabel(then: string | null, now: string | null): string {
  if (then === null) return 'Take it out again'
  return now === null ? 'Put it back' : 'Restore this block'
}

/** The beginning of a block's text, to tell buttons apart by ear. */
function excerpt(text: string | null): string {
  const words = (text ?? '').split(/\s+/).slice(0, 6).join(' ')
  return words === '' ? 'an empty block' : words
}
