/// <reference types="electron" />
import type { FilesNews, FilesOrder } from '../files/jobs.ts'
import { obey } from '../files/obey.ts'

/** The process that converts files: one order, its answer, and it is killed. What others' files do to it ends with it. */
function tell(news: FilesNews): void {
  process.parentPort.postMessage(news)
}

process.parentPort.on('message', ({ data }) => {
  void obey(data as FilesOrder, tell).then(tell)
})
