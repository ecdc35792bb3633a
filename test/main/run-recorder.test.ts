import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { RunEnd } from '@contract/infill.ts'
import { createRunRecorder } from '../../electron/main/run-recorder.ts'
import { loadRun } from '../../electron/store/history.ts'
import { startRun } from '../../electron/store/runs.ts'
import { d, libraryWith, r, report, request } from '../support/library.ts'

const end: RunEnd = { kind: 'offered', report: report('x'.repeat(200_000)) }

async function recording() {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => said.mockRestore())
  const db = await libraryWith('a')
  startRun(db, request('1'), d('a'), 1)
  const room = (pages: number) => db.pragma(`max_page_count = ${pages}`)
  return { db, room, recorder: createRunRecorder(db, () => 5, 20), ended: () => loadRun(db, r('1')).end }
}

describe('the end of a run', () => {
  it('is written at once', async () => {
    const { recorder, ended } = await recording()
    recorder.record(r('1'), end)
    expect(ended()).toEqual(end)
    expect(recorder.flush()).toBe(0)
  })
  it('that the disk refuses is kept and written when there is room', async () => {
    const { recorder, room, ended } = await recording()
    room(1)
    recorder.record(r('1'), end)
    expect(ended()).toBeNull()
    expect(recorder.flush()).toBe(1)
    room(100_000)
    await vi.waitFor(() => expect(ended()).toEqual(end))
    expect(recorder.flush()).toBe(0)
  })
  it('of a run that nobody knows is not tried for ever', async () => {
    const { recorder } = await recording()
    recorder.record(r('stranger'), end)
    expect(recorder.flush()).toBe(0)
  })
})
