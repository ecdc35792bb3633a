import { utilityProcess } from 'electron'
import type { FilesNews, FilesOrder } from '../../files/jobs.ts'
import type { StartJob } from './jobs.ts'

/** Memory of the process that converts files, in MB: what a file makes grow beyond it ends the process, not the studio. */
const HEAP_MB = 1_500

/** Starts the process in `file` for one order. */
export function filesForker(file: string): StartJob {
  return (order: FilesOrder, onNews, onExit) => {
    const child = utilityProcess.fork(file, [], {
      serviceName: 'Palimpsest Files',
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
    })
    child.on('message', message => {
      onNews(message as FilesNews) // our own code at the other end: electron/process/files.ts
    })
    child.on('exit', onExit)
    child.postMessage(order)
    return () => {
      child.kill()
    }
  }
}
