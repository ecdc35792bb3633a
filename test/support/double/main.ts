import { createStudioDouble } from './studio-double.ts'

/** The studio in a plain browser, for looking at it: `vite test/support/double`. Options come in the address, as JSON. */
const options = JSON.parse(decodeURIComponent(window.location.hash.slice(1)) || '{}') as object
Object.defineProperty(window, 'studio', { value: createStudioDouble(options) })
await import('../../../renderer/main.tsx')
