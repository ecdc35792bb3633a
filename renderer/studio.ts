import type { StudioApi } from '@contract/ipc.ts'

declare global {
  interface Window {
    /** Put there by preload. */
    readonly studio: StudioApi
  }
}

/** The one place that reads `window.studio`; everything else is handed it. */
export function readStudio(): StudioApi {
  return window.studio
}
