import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Rectangle } from 'electron'
import { z } from 'zod'

/** Where the window stood. Kept in the profile, not in the library: it belongs to this screen. */
export type WindowState = Readonly<{ bounds: Rectangle; maximised: boolean }>

const whole = z.int().min(-100_000).max(100_000)
const schema = z.object({
  bounds: z.object({ x: whole, y: whole, width: whole.min(1), height: whole.min(1) }),
  maximised: z.boolean(),
})

/** What was kept in `file`; null if nothing was, or nothing that makes sense. */
export function readWindowState(file: string): WindowState | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') console.error(`palimpsest: ${file}: ${String(error)}`)
    return null
  }
}

/** Keeps it in `file`; a failure is only said, as nothing of the writer's is lost with it. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.partial`, JSON.stringify(state))
    renameSync(`${file}.partial`, file)
  } catch (error) {
    console.error(`palimpsest: ${file}: ${String(error)}`)
  }
}

/** Whether enough of a window at `bounds` would lie on one of the screens to be grasped. */
export function isOnScreen(bounds: Rectangle, screens: readonly Rectangle[]): boolean {
  return screens.some(
    screen =>
      Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x) >= 120 &&
      bounds.y >= screen.y - 8 &&
      bounds.y <= screen.y + screen.height - 60,
  )
}
