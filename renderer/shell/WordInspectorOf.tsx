import { useStore } from 'zustand'
import { WordInspector } from '../panels/WordInspector.tsx'
import type { Inspect } from '../state/inspect.ts'
import type { Runs } from '../state/runs.ts'

type WordInspectorOfProps = Readonly<{
  inspect: Inspect
  runs: Runs
  /** Gives the keys to the page. */
  onPage: () => void
}>

/** The chosen word, as long as the writer looks at words. */
export function WordInspectorOf({ inspect, runs, onPage }: WordInspectorOfProps) {
  const inspected = useStore(inspect.store)
  if (inspected === null) return null
  const { word, now, alternatives, fault, takesKeys } = inspected
  return (
    <WordInspector
      word={word.text}
      certainty={word.certainty}
      step={word.step}
      {...{ now, alternatives, fault, takesKeys }}
      onTake={({ variant }) => {
        runs.take(variant)
        onPage()
      }}
      onTurn={runs.chooseWord}
    />
  )
}
