import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { StepsCard } from '../panels/StepsCard.tsx'
import type { Step } from '../panels/StepsCard.tsx'
import type { KeyOf } from '../panels/wording.ts'
import type { Stores } from './stores.ts'

/**
 * The guided first run: shown until it is done or skipped, while a document of the sample (`onSample`) is open; `start`
 * shows it again, wherever one is. Doing what a step says leads to the next.
 */
export function useSteps({ library, runs }: Stores, isNew: boolean, onSample: boolean) {
  const [at, setAt] = useState(0)
  const [again, setAgain] = useState(false)
  const shown = again || (isNew && onSample)
  const run = useStore(runs.store)
  const turned = run.phase === 'offered' && run.shown > 0

  useEffect(() => {
    if (!shown) return
    if (at === 0 && run.phase === 'offered') setAt(1)
    if (at === 1 && turned) setAt(2)
    if ((at === 1 || at === 2) && run.phase === 'idle') setAt(3)
  }, [shown, at, run.phase, turned])

  const leave = () => {
    setAgain(false)
    setAt(0)
    library.changeSettings({ toured: true })
  }
  function draw(keyOf: KeyOf): ReactNode {
    return shown && <StepsCard steps={stepsWith(keyOf)} at={at} onNext={() => setAt(at + 1)} onSkip={leave} />
  }
  return {
    draw,
    start: () => {
      setAt(0)
      setAgain(true)
    },
  }
}

function stepsWith(keyOf: KeyOf): readonly Step[] {
  const key = (id: string, title: string) => (keyOf(id) === '' ? `the command “${title}”` : keyOf(id))
  return [
    {
      title: 'Rub out a sentence',
      text: `Select a sentence, or put the caret into one that is marked, and use ${key('fill', 'Fill')}. It is written anew from what stands on both sides.`,
    },
    {
      title: 'Turn through the variants',
      text: `They stand under the passage. ${key('variant-next', 'Next variant')} and ${key('variant-previous', 'Previous variant')} show each in its place.`,
    },
    {
      title: 'Take one, or none',
      text: `${key('accept', 'Accept')} takes it, ${key('discard', 'Discard')} leaves your sentence as it was. ${key('undo', 'Undo')} takes an accept back.`,
    },
    {
      title: 'Find all the rest',
      text: `${key('palette', 'Everything')} has every command by its name, ${key('keys', 'Keys')} every key, ${key('help', 'Help')} shows what the studio can do.`,
    },
  ]
}
