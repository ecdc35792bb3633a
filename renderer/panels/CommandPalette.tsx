import { Command, defaultFilter } from 'cmdk'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import css from '../theme/Palette.module.css'
import { Dialog } from './Dialog.tsx'

export type PaletteItem = Readonly<{
  id: string
  title: string
  /** The key that does the same, or a fact about a document; empty for none. */
  aside: string
  group: string
  enabled: boolean
  run: () => void
}>

type CommandPaletteProps = Readonly<{ items: readonly PaletteItem[]; onClose: () => void }>

/** Everything that can be done, and every document, found by typing a few letters of it. */
export function CommandPalette({ items, onClose }: CommandPaletteProps) {
  const [search, setSearch] = useState('')
  const run = (item: PaletteItem) => {
    // The dialog goes and gives the focus back before the command runs, and no key can fall between the two.
    flushSync(onClose)
    item.run()
  }
  return (
    <Dialog title="Everything" quiet place="top" onClose={onClose}>
      <Command label="Everything" loop className={css.palette}>
        <Command.Input
          data-focus
          placeholder="What would you like to do?"
          className={css.input}
          value={search}
          onValueChange={setSearch}
        />
        <Command.List className={css.list}>
          <Command.Empty className={css.empty}>Nothing here goes by that name.</Command.Empty>
          {groupsFor(items, search).map(group => (
            <Command.Group key={group.name} heading={group.name} className={css.group}>
              {group.items.map(item => (
                <Command.Item
                  key={item.id}
                  value={valueOf(item)}
                  disabled={!item.enabled}
                  className={css.item}
                  onSelect={() => run(item)}
                >
                  <span>{item.title}</span>
                  {item.aside !== '' && <kbd>{item.aside}</kbd>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}

const valueOf = ({ title, id }: PaletteItem) => `${title} ${id}`

/** So many of a group are listed at most, its best matches: a library may hold thousands of documents. */
export const GROUP_MAX = 50

type Group = Readonly<{ name: string; items: readonly PaletteItem[] }>

/** The groups, that of the best match first. cmdk sorts within groups, but not the groups (github.com/dip/cmdk/issues/255). */
export function groupsFor(items: readonly PaletteItem[], search: string): Group[] {
  const groups = Map.groupBy(items, item => item.group)
  if (search === '') return [...groups].map(([name, all]) => ({ name, items: all.slice(0, GROUP_MAX) }))
  return [...groups]
    .map(([name, all]) => {
      const scored = all.map(item => ({ item, score: defaultFilter(valueOf(item), search) }))
      const best = Math.max(0, ...scored.flatMap(({ item, score }) => (item.enabled ? [score] : [])))
      return { name, best, items: scored.toSorted((a, b) => b.score - a.score).slice(0, GROUP_MAX) }
    })
    .toSorted((a, b) => b.best - a.best)
    .map(({ name, items }) => ({ name, items: items.map(({ item }) => item) }))
}
