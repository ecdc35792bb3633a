import { placeHere } from '../editor/infill/place-here.ts'
import type { History } from '../state/history.ts'
import type { Inspect } from '../state/inspect.ts'
import type { Notices } from '../state/notices.ts'
import type { Runs } from '../state/runs.ts'
import type { InfillDesk } from './infill-desk.ts'
import type { OnScreen } from './page-preview.ts'
import { targetsOfRun } from './run-targets.ts'

type Deps = Readonly<{
  inspect: Inspect
  runs: Runs
  history: History
  notices: Notices
  page: OnScreen
  desk: Pick<InfillDesk, 'recall' | 'discard'>
}>

/** Looks at single words of what the model wrote: of a variant on offer, or of one that was accepted into the page. */
export function createInspectDesk({ inspect, runs, history, notices, page, desk }: Deps) {
  /** What was put on offer only to look at it, as it was then. It goes when the writer has looked and changed nothing. */
  let lookedAt: unknown = null

  /** Looks at the chosen word of what is offered, or else at the word at the caret. */
  function look(): void {
    if (runs.store.getState().phase === 'idle') void lookHere()
    else if (!inspect.look())
      notices.say(
        'There is no word in this variant that the model can be asked about: it wrote none, or you changed it.',
      )
  }

  /** Looks at the word of the offered variant that has this place. The keys stay with the page. */
  function lookAt(place: number): void {
    if (runs.store.getState().phase !== 'offered') return
    runs.chooseWordAt(place)
    inspect.look(false)
  }

  /** Puts the run that wrote the text at the caret on offer again, with the word there chosen. */
  async function lookHere(): Promise<void> {
    const at = page()
    if (at === null) return
    const { doc, selection } = at.editor.state
    const id = placeHere(at.editor.state)?.runs[0]
    if (id === undefined) {
      notices.say(
        'The model did not write the word at the caret. Put the caret into text that it wrote, or see how surprising your own words are.',
      )
      return
    }
    const run = await history.load(id)
    if ('code' in run) {
      notices.say(run.message, 'alert')
      return
    }
    if (page()?.editor !== at.editor || at.editor.state.doc !== doc) return
    const targets = targetsOfRun(doc, run) ?? []
    const region = targets.findIndex(({ from, to }) => from <= selection.from && selection.from <= to)
    if (region < 0) {
      notices.say(
        'This text was changed since the model wrote it, so its words cannot be asked about. The history of this passage has it as it was.',
      )
      return
    }
    desk.recall(run, run.accepted ?? 0)
    if (runs.store.getState().phase !== 'offered') return
    runs.chooseWordNear(region, selection.from - targets[region]!.from)
    lookedAt = offered()
    inspect.look()
  }

  /** Ends the look, if there is one. Returns whether there was. */
  function close(): boolean {
    if (inspect.store.getState() === null) return false
    inspect.close()
    if (lookedAt !== null && lookedAt === offered()) desk.discard()
    lookedAt = null
    page()?.editor.view.focus()
    return true
  }

  /** What is on offer: another one after every change to it. */
  function offered(): unknown {
    const state = runs.store.getState()
    return state.phase === 'offered' ? state.offers : null
  }

  return { look, lookAt, close }
}
