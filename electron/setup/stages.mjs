import { join } from 'node:path'
import { playwrightCounts, vitestCounts } from './counts.mjs'
import { inRoot, kept } from './places.mjs'

/**
 * A stage of `npm test`: commands, one after the other until one fails (`node` is Node 24). `report`: the JSON file that
 * `counts` reads; a stage without one counts only if it fails. `lacking`: the exit code with which a command says that the
 * machine has not got what it needs, so that the stage is skipped.
 * @typedef {Readonly<{
 *   title: string
 *   commands: readonly (readonly [string, ...string[]])[]
 *   report?: string
 *   counts?: (report: any) => import('./counts.mjs').Counts
 *   lacking?: number
 * }>} Stage
 */

/** @param {string[]} parts of a program in node_modules */
const program = (...parts) => inRoot('node_modules', ...parts)

const tsc = program('typescript', 'bin', 'tsc')
const vitestReport = join(kept, 'test', 'vitest.json')
const playwrightReport = join(kept, 'test', 'playwright.json')

/**
 * All stages, in order. A further one is a few lines here; one in another language also needs its set-up in test.mjs.
 * @type {Readonly<Record<string, Stage>>}
 */
export const stages = {
  types: {
    title: 'Type check',
    commands: ['electron', 'renderer', 'test'].map(project => ['node', tsc, '-p', project]),
  },
  lint: { title: 'Lint', commands: [['node', program('eslint', 'bin', 'eslint.js'), '.']] },
  training: {
    title: 'Training pipeline, on a tiny random model',
    commands: [['sh', inRoot('models', 'training', 'smoke.sh'), join(kept, 'training')]],
    lacking: 3,
  },
  unit: {
    title: 'Unit tests',
    commands: [
      [
        'node',
        program('vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${vitestReport}`,
      ],
    ],
    report: vitestReport,
    counts: vitestCounts,
  },
  e2e: {
    title: 'Build and end-to-end tests',
    commands: [
      ['node', inRoot('electron', 'setup', 'setup.mjs')],
      ['node', program('@playwright', 'test', 'cli.js'), 'test', '-c', inRoot('test', 'e2e', 'playwright.config.ts')],
    ],
    report: playwrightReport,
    counts: playwrightCounts,
  },
}

/**
 * The stages that are asked for: all, if none is named.
 * @param {readonly string[]} names
 * @returns {{ chosen: Stage[] } | { complaint: string }}
 */
export function chooseStages(names) {
  const unknown = names.find(name => !Object.hasOwn(stages, name))
  if (unknown !== undefined)
    return { complaint: `There is no stage named ${unknown}; there are ${Object.keys(stages).join(', ')}.` }
  return {
    chosen: Object.entries(stages)
      .filter(([name]) => names.length === 0 || names.includes(name))
      .map(([, stage]) => stage),
  }
}
