import { describe, expect, it } from 'vitest'
import { GROUP_MAX, groupsFor } from '../../../renderer/panels/CommandPalette.tsx'
import type { PaletteItem } from '../../../renderer/panels/CommandPalette.tsx'

const item = (group: string, title: string, enabled = true): PaletteItem => ({
  ...{ id: title, title, aside: '', group, enabled },
  run: () => undefined,
})
const items = [
  item('Passage', 'Timeline: go through the steps of the variant'),
  item('Passage', 'Star the variant', false),
  item('Binder', 'Star signs'),
  item('View', 'Light theme'),
]

describe('the groups of the palette', () => {
  function come(search: string, ...groups: string[]) {
    it(search, () => expect(groupsFor(items, search).map(({ name }) => name)).toEqual(groups))
  }
  come('', 'Passage', 'Binder', 'View')
  come('Light theme', 'View', 'Passage', 'Binder')
  come('timeline', 'Passage', 'Binder', 'View')
  come('star', 'Binder', 'Passage', 'View')
  it('list the best matches of very many', () => {
    const many = Array.from({ length: 3_000 }, (_, i) => item('Go to', `Chapter ${i}`))
    const listed = groupsFor(many, '2871')[0]!.items
    expect(listed).toHaveLength(GROUP_MAX)
    expect(listed[0]!.title).toBe('Chapter 2871')
    expect(groupsFor(many, '')[0]!.items).toEqual(many.slice(0, GROUP_MAX))
  })
})
