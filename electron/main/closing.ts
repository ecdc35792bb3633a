/** What closing needs of a window and of a dialog; a seam for the test. */
type Closable = Readonly<{
  /** Asks the page to save. */
  ask: () => void
  /** Closes the window; no page is asked any more. */
  close: () => void
  /** Whether the page has shown that it is alive and could save. */
  isAnswering: () => boolean
  /** The page has not answered: does the writer want to close all the same? */
  closeAnyway: () => Promise<boolean>
}>

export type Closing = Readonly<{
  /** The window is about to close. Returns whether it may do so at once. */
  asked: () => boolean
  /** The page has saved. */
  ready: () => void
  /** The page could not save and is asking the writer. */
  held: () => void
}>

/** Lets a window close only once its page has saved, has `waitMs` gone unanswered and the writer said so, or is dead. */
export function createClosing(window: Closable, waitMs = 5_000): Closing {
  let timer: ReturnType<typeof setTimeout> | null = null
  /** The page or the writer has been asked and has not answered yet. */
  let pending = false
  let free = false

  function settle(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    pending = false
  }

  function leave(): void {
    settle()
    free = true
    window.close()
  }

  function unanswered(): void {
    window.closeAnyway().then(
      yes => {
        if (yes) leave()
        else pending = false
      },
      (error: unknown) => {
        console.error(`palimpsest: the writer could not be asked: ${String(error)}`)
      },
    )
  }

  return {
    asked() {
      if (free || !window.isAnswering()) return true
      if (pending) return false
      pending = true
      timer = setTimeout(unanswered, waitMs)
      window.ask()
      return false
    },
    ready: leave,
    held: settle,
  }
}
