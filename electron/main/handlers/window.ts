import type { Handlers } from '../../contract/ipc.ts'
import type { Closing } from '../closing.ts'
import type { EngineHost } from '../engine-host.ts'

type WindowHandlers = Pick<
  Handlers,
  | 'window:full-screen'
  | 'model:state'
  | 'engine:attach'
  | 'close:ready'
  | 'close:held'
  | 'menu:show-keys'
  | 'window:edit'
>

/** `givePort` sends the engine's port to the window. */
export function windowHandlers<Port>(
  host: EngineHost<Port>,
  givePort: (port: Port) => void,
  closing: Closing,
  toggleFullScreen: () => void,
  showKeys: Handlers['menu:show-keys'],
  edit: Handlers['window:edit'],
): WindowHandlers {
  return {
    'window:full-screen': toggleFullScreen,
    'window:edit': edit,
    'menu:show-keys': showKeys,
    'model:state': () => host.model(),
    'engine:attach': () => host.attach(givePort),
    'close:ready': () => closing.ready(),
    'close:held': () => closing.held(),
  }
}
