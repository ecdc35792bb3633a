import { createStore } from 'zustand/vanilla'
import type { Calls, StudioApi } from '@contract/ipc.ts'
import type { ProjectId } from '@contract/library.ts'
import type { Fault } from '@contract/result.ts'
import { SCRAPS_PAGE_MAX } from '@contract/scraps.ts'
import type { NewScrap, ScrapContent, ScrapCursor, ScrapId, ScrapLine, ScrapQuery } from '@contract/scraps.ts'
import { ask } from './ask.ts'
import type { Notices } from './notices.ts'

export type ScrapFilter = Omit<ScrapQuery, 'project'>
export type ScrapList =
  | Readonly<{ phase: 'loading' }>
  | Readonly<{ phase: 'failed'; fault: Fault }>
  | Readonly<{ phase: 'ready'; scraps: readonly ScrapLine[]; next: ScrapCursor | null }>
/** `project`: whose shelf it is, null for none. `chosen`: the one that a search led to. `read`: the whole text of one. */
export type ScrapsState = Readonly<{
  project: ProjectId | null
  filter: ScrapFilter
  chosen: ScrapId | null
  read: Readonly<{ id: ScrapId; text: string }> | null
  list: ScrapList
}>

export type Scraps = ReturnType<typeof createScraps>

/** Scraps of one page. */
const PAGE = 30
const all: ScrapFilter = { text: '', shown: 'shelf' }

/** The shelf of a project, page by page. Answers that another question overtook are dropped; refusals become notices. */
export function createScraps(studio: StudioApi, notices: Notices) {
  const store = createStore<ScrapsState>(() => ({
    ...{ project: null, filter: all, chosen: null, read: null },
    list: { phase: 'loading' },
  }))
  let asked = 0
  /** Behind which scrap a further page is on its way: scrolling asks for it many times. */
  let fetching: ScrapCursor | null = null

  /** Lists again, as many as are shown and at least `least`. What is shown stays until the answer comes. */
  async function refresh(least = PAGE): Promise<void> {
    const { project, filter, list } = store.getState()
    if (project === null) return
    const shown = list.phase === 'ready' ? list.scraps.length : 0
    const question = ++asked
    const limit = Math.min(SCRAPS_PAGE_MAX, Math.max(least, shown))
    const reply = await ask(studio, 'scrap:list', { project, ...filter }, null, limit)
    if (question !== asked) return
    store.setState({ list: reply.ok ? { phase: 'ready', ...reply.value } : { phase: 'failed', fault: reply.fault } })
  }

  /** Lists the scraps that come after those shown. */
  async function more(): Promise<void> {
    const { project, filter, list } = store.getState()
    if (project === null || list.phase !== 'ready' || list.next === null || list.next === fetching) return
    const question = ++asked
    fetching = list.next
    const reply = await ask(studio, 'scrap:list', { project, ...filter }, list.next, PAGE)
    fetching = null
    if (question !== asked) return
    store.setState({
      list: reply.ok
        ? { phase: 'ready', scraps: [...list.scraps, ...reply.value.scraps], next: reply.value.next }
        : { phase: 'failed', fault: reply.fault },
    })
  }

  /** Shows the shelf of a project; that it shows already stays as it is. */
  function show(project: ProjectId | null): void {
    if (project === store.getState().project) return
    store.setState({ project, filter: all, chosen: null, read: null, list: { phase: 'loading' } })
    void refresh()
  }

  function change(filter: Partial<ScrapFilter>): void {
    const { filter: before, list } = store.getState()
    const first = list.phase === 'ready' ? { list: { ...list, scraps: list.scraps.slice(0, PAGE) } } : {}
    store.setState({ ...first, filter: { ...before, ...filter }, chosen: null, read: null })
    void refresh()
  }

  /** Shows one that was found by `text`, with the others on its shelf that say the same. */
  function find(id: ScrapId, project: ProjectId, text: string): void {
    store.setState({ project, filter: { text, shown: 'shelf' }, chosen: id, read: null, list: { phase: 'loading' } })
    void refresh(SCRAPS_PAGE_MAX)
  }

  /** Changes the list in place, so that it does not jump under the writer who is far down in it. */
  function alter(next: (scraps: readonly ScrapLine[]) => readonly ScrapLine[]): void {
    const { list } = store.getState()
    if (list.phase !== 'ready') return
    const scraps = next(list.scraps)
    store.setState({ list: { ...list, scraps } })
    if (scraps.length === 0 && list.next !== null) void refresh()
  }

  /** Puts what is new on top of the list. */
  async function freshen(): Promise<void> {
    const { project, filter, list } = store.getState()
    if (project === null || list.phase !== 'ready') return refresh()
    const question = asked
    const reply = await ask(studio, 'scrap:list', { project, ...filter }, null, PAGE)
    if (question !== asked || !reply.ok) return refresh()
    alter(known => {
      const ids = new Set(known.map(({ id }) => id))
      return [...reply.value.scraps.filter(({ id }) => !ids.has(id)), ...known]
    })
  }

  /** Resolves to whether it is on the disk. */
  async function keep(scrap: NewScrap): Promise<boolean> {
    const reply = await ask(studio, 'scrap:keep', scrap)
    if (reply.ok) await freshen()
    else notices.say(`The scrap could not be kept. ${reply.fault.message}`, 'alert')
    return reply.ok
  }

  async function load(id: ScrapId): Promise<ScrapContent | null> {
    const reply = await ask(studio, 'scrap:load', id)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    return reply.ok ? reply.value : null
  }

  /** Shows the whole text of one, or again only how it begins. */
  async function read(id: ScrapId): Promise<void> {
    const isShown = store.getState().read?.id === id
    const content = isShown ? null : await load(id)
    if (isShown) store.setState({ read: null })
    else if (content) store.setState({ read: { id, text: content.text } })
  }

  /** Resolves to whether main did it. */
  async function act<N extends 'scrap:star' | 'scrap:trash' | 'scrap:restore'>(
    name: N,
    ...args: Parameters<Calls[N]>
  ): Promise<boolean> {
    const reply = await ask(studio, name, ...args)
    if (!reply.ok) notices.say(reply.fault.message, 'alert')
    return reply.ok
  }

  async function star(id: ScrapId, on: boolean): Promise<void> {
    if (!(await act('scrap:star', id, on))) return
    const isShown = on || store.getState().filter.shown !== 'starred'
    alter(known => known.flatMap(it => (it.id !== id ? [it] : isShown ? [{ ...it, starred: on }] : [])))
  }

  /** Takes it off the shelf, and offers to put it back. */
  async function remove(id: ScrapId): Promise<void> {
    if (!(await act('scrap:trash', id))) return
    alter(known => known.filter(it => it.id !== id))
    const back = { label: 'Put back', run: () => void putBack(id) }
    notices.offer(`scrap-${id}`, 'The scrap is off the shelf. “Removed” still has it.', back)
  }

  async function putBack(id: ScrapId): Promise<void> {
    notices.drop(`scrap-${id}`)
    if (!(await act('scrap:restore', id))) return
    if (store.getState().filter.shown === 'removed') alter(known => known.filter(it => it.id !== id))
    else await refresh()
    notices.say('The scrap is on its shelf again.')
  }

  return { store, show, change, find, refresh, more, keep, load, read, star, remove, putBack }
}
