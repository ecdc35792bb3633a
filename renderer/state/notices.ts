import { createStore } from 'zustand/vanilla'

/** `status` may wait until the writer pauses; `alert` is read out at once. */
export type NoticeTone = 'status' | 'alert'
export type NoticeAction = Readonly<{ label: string; run: () => void }>
/** Something told to the writer. A notice with the `id` of one that is shown takes its place. */
export type Notice = Readonly<{ id: string; tone: NoticeTone; text: string; actions: readonly NoticeAction[] }>

/** How long a notice without actions stays, at least; long ones stay longer. */
export const NOTICE_MS = 6000
/** How long something that was done can be taken back from its notice. */
export const OFFER_MS = 10_000

export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const known = notices.some(({ id }) => id === notice.id)
  return known ? notices.map(old => (old.id === notice.id ? notice : old)) : [...notices, notice]
}

export function withoutNotice(notices: readonly Notice[], id: string): readonly Notice[] {
  return notices.some(notice => notice.id === id) ? notices.filter(notice => notice.id !== id) : notices
}

/** Time to read a sentence, in ms: 60 ms a character, never less than NOTICE_MS. */
export function readingMs(text: string): number {
  return Math.max(NOTICE_MS, text.length * 60)
}

export type Notices = ReturnType<typeof createNotices>

export function createNotices() {
  const store = createStore<readonly Notice[]>(() => [])
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let said = 0

  function drop(id: string): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    store.setState(withoutNotice(store.getState(), id), true)
  }

  /** Shows a notice that stays until it is dropped or closed. */
  function keep(id: string, tone: NoticeTone, text: string, actions: readonly NoticeAction[] = []): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    store.setState(withNotice(store.getState(), { id, tone, text, actions }), true)
  }

  /** Shows a sentence that goes by itself once it can have been read. The same sentence is not shown twice. */
  function say(text: string, tone: NoticeTone = 'status'): void {
    const id = store.getState().find(notice => notice.text === text)?.id ?? `said-${++said}`
    keep(id, tone, text)
    timers.set(id, setTimeout(drop, readingMs(text), id))
  }

  /** Tells what was done, and offers for a while to take it back. Choosing that, too, drops the notice. */
  function offer(id: string, text: string, { label, run }: NoticeAction, ms = OFFER_MS): void {
    const act = () => {
      drop(id)
      run()
    }
    keep(id, 'status', text, [{ label, run: act }])
    timers.set(id, setTimeout(drop, ms, id))
  }

  return { store, keep, say, offer, drop }
}
