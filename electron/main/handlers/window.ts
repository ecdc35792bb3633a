import type { Handlers } from '../../contract/ipc.ts'
import type { Closing } from '../closing.ts'
import type { EngineHost } from '../engine-host.ts'

type WindowHandlers = Pick<Handlers, 'model:state' | 'engine:attach' | 'close:ready' | 'close:held'>

/** `givePort` sends the engine's port to the window. */
export function windowHandlers<Port>(
  host: EngineHost<Port>,
  givePort: (port: Port) => void,
  closing: Closing,
): WindowHandlers {
  return {
    'model:state': () => host.model(),
    'engine:attach': () => host.attach(givePort),
    'close:ready': () => closing.ready(),
    'close:held': () => closing.held(),
  }
}
