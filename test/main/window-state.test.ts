import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { isOnScreen, readWindowState, writeWindowState } from '../../electron/main/window-state.ts'
import { freshFolder } from '../support/folders.ts'

const at = (x: number, y: number, width = 800, height = 600) => ({ x, y, width, height })

describe('the window’s place', () => {
  it('comes back as it was kept', () => {
    const file = join(freshFolder(), 'window.json')
    expect(readWindowState(file)).toBeNull()
    const state = { bounds: at(-20, 30), maximised: true }
    writeWindowState(file, state)
    expect(readWindowState(file)).toEqual(state)
  })
  function forgets(what: string, text: string) {
    it(what, () => {
      const said = vi.spyOn(console, 'error').mockReturnValue()
      const file = join(freshFolder(), 'window.json')
      writeFileSync(file, text)
      expect(readWindowState(file)).toBeNull()
      expect(said).toHaveBeenCalledOnce()
      said.mockRestore()
    })
  }
  forgets('forgets what is no JSON', '{"bounds":')
  forgets('forgets what makes no sense', '{"bounds":{"x":"left"},"maximised":true}')
  it('does without a folder to be kept in', () => {
    const said = vi.spyOn(console, 'error').mockReturnValue()
    writeWindowState(join(freshFolder(), 'none', 'window.json'), { bounds: at(0, 0), maximised: false })
    expect(said).toHaveBeenCalledOnce()
    said.mockRestore()
  })
})

describe('on a screen', () => {
  const screens = [at(0, 0, 1920, 1080), at(1920, 0, 1280, 1024)]
  function shows(what: string, bounds: ReturnType<typeof at>, expected: boolean) {
    it(what, () => expect(isOnScreen(bounds, screens)).toBe(expected))
  }
  shows('in the middle', at(100, 100), true)
  shows('across two', at(1700, 100), true)
  shows('half out on the left', at(-400, 100), true)
  shows('nearly all out on the left', at(-750, 100), false)
  shows('on a screen that is gone', at(4000, 100), false)
  shows('above, where no title bar can be grasped', at(100, -300), false)
  shows('below', at(100, 1060), false)
})
