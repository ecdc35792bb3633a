import { fork as forkNode } from 'node:child_process'

/** What a program of ours finds in Electron's utility process. */
const port = encodeURIComponent('process.parentPort = { postMessage: message => process.send(message) }')

/** Stands for Electron's `utilityProcess`: the program runs in a process of Node's. */
export const utilityProcess = {
  fork: (program: string, args: string[], { env }: { env?: NodeJS.ProcessEnv } = {}) =>
    forkNode(program, args, { execArgv: ['--import', `data:text/javascript,${port}`], ...(env ? { env } : {}) }),
}
