import { studioExtensions } from '../../../renderer/editor/schema.ts'

/** The studio's extensions for tests to which quotes and refusals do not matter. */
export const quietExtensions = studioExtensions({ typographicQuotes: () => false, onRefused: () => undefined })
