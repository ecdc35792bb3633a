import { openDisplay } from '../../../electron/setup/display.mjs'

/**
 * On Linux the tests draw on a display of their own, so that they neither need one nor take the focus of the person at
 * it. `PALIMPSEST_SHOW=1` uses the one there is.
 */
export default async function openTestDisplay(): Promise<() => void> {
  if (process.platform !== 'linux' || process.env['PALIMPSEST_SHOW']) return () => undefined
  const display = await openDisplay()
  process.env['DISPLAY'] = display.name
  delete process.env['WAYLAND_DISPLAY']
  return display.close
}
