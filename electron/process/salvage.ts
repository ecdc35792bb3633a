/// <reference types="electron" />
import { crossing } from '../store/crossing.ts'
import { migrations } from '../store/migrations/index.ts'
import { salvageInto } from '../store/salvage-into.ts'
import type { SalvageNews } from '../store/salvage-into.ts'

/** A process that saves what can be read of a damaged library into a new file, so that the window goes on meanwhile. */
const [file = '', target = '', nowMs = '', withLog = ''] = process.argv.slice(2)
const say = (news: SalvageNews) => process.parentPort.postMessage(news)
try {
  const onStep = (done: number, of: number) => say({ kind: 'step', done, of })
  say({ kind: 'done', made: salvageInto(file, target, migrations, Number(nowMs), withLog === 'with-log', onStep) })
} catch (error) {
  say({ kind: 'failed', error: crossing(error) })
}
