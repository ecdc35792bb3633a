import { useState } from 'react'
import { Comparison } from './Comparison.tsx'
import { Dialog, DialogButtons } from './Dialog.tsx'
import type { StripVariant } from './VariantStrip.tsx'

type RunComparisonProps = Readonly<{
  /** `today 14:02`. */
  when: string
  /** What stands in the passage now, one text for each region; null where the passage is not found any more. */
  now: readonly string[] | null
  /** What stood there before the run. */
  originals: readonly string[]
  variants: readonly StripVariant[]
  onRecall: (index: number) => void
  onClose: () => void
}>

/** A past run's variants beside the text as it is now. */
export function RunComparison({ when, now, originals, variants, onRecall, onClose }: RunComparisonProps) {
  const [shown, setShown] = useState(0)
  return (
    <Dialog title={`The run of ${when} and the text now`} place="wide" onClose={onClose}>
      {now === null && (
        <p role="status">
          The passage is not in the text any more. It is compared with what stood there before the run.
        </p>
      )}
      <Comparison
        base={now === null ? 'Before the run' : 'The text now'}
        originals={now ?? originals}
        {...{ variants, shown }}
        onShow={setShown}
      />
      <DialogButtons>
        <button type="button" data-focus onClick={onClose}>
          Close
        </button>
        <button type="button" data-main onClick={() => onRecall(shown)}>
          Recall variant {shown + 1}
        </button>
      </DialogButtons>
    </Dialog>
  )
}
