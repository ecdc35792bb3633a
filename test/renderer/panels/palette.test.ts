import { describe, expect, it } from 'vitest'
import { groupsFor } from '../../../renderer/panels/CommandPalette.tsx'
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
    it(search, () => expect(groupsFor(items, search)).toEqual(groups))
  }
  come('', 'Passage', 'Binder', 'View')
  come('Light theme', 'View', 'Passage', 'Binder')
  come('timeline', 'Passage', 'Binder', 'View')
  come('star', 'Binder', 'Passage', 'View')
})
