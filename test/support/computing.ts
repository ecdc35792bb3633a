import type { Computing } from '../../electron/contract/engine.ts'

/** A model on the CPU, where there is nothing else. */
export const computing: Computing = { backend: 'CPU', known: ['cpu'], skipped: [], notice: null }
