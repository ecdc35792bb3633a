import type { IpcMainInvokeEvent } from 'electron'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Handlers } from '@contract/ipc.ts'
import { checks } from '../../electron/main/checks.ts'
import { toFault } from '../../electron/main/fault.ts'
import { serve } from '../../electron/main/serve.ts'
import { DocumentMissing } from '../../electron/store/failures.ts'
import { d } from '../support/library.ts'

type Answer = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown>
const { answers } = vi.hoisted(() => ({ answers: new Map<string, Answer>() }))
vi.mock('electron', () => ({ ipcMain: { handle: (name: string, answer: Answer) => answers.set(name, answer) } }))

const ours = { sender: 'ours' } as unknown as IpcMainInvokeEvent
const strange = { sender: 'strange' } as unknown as IpcMainInvokeEvent
const load = vi.fn<Handlers['document:load']>()
const call = (event: IpcMainInvokeEvent, ...args: unknown[]) => answers.get('document:load')!(event, ...args)

beforeEach(() => {
  load.mockReset()
  serve({ 'document:load': load } as unknown as Handlers, checks, event => event === ours, toFault)
})

it('answers with what the handler returns', async () => {
  load.mockReturnValue({ id: d('a') } as ReturnType<Handlers['document:load']>)
  expect(await call(ours, 'a')).toEqual({ ok: true, value: { id: 'a' } })
  expect(load).toHaveBeenCalledWith('a')
})
it('refuses a stranger before it reads what is asked', async () => {
  expect(await call(strange, 'a')).toMatchObject({ ok: false, fault: { code: 'bad-request' } })
  expect(load).not.toHaveBeenCalled()
})
it('refuses arguments that do not pass, before the handler sees them', async () => {
  expect(await call(ours, { id: 'a' })).toMatchObject({ ok: false, fault: { code: 'bad-request' } })
  expect(await call(ours)).toMatchObject({ ok: false })
  expect(load).not.toHaveBeenCalled()
})
it('turns what the handler throws into a fault', async () => {
  load.mockImplementation(() => {
    throw new DocumentMissing(d('a'))
  })
  expect(await call(ours, 'a')).toMatchObject({ ok: false, fault: { code: 'document-missing' } })
})
it('turns a refused promise into a fault', async () => {
  load.mockRejectedValue(new Error('late'))
  expect(await call(ours, 'a')).toEqual({ ok: false, fault: { code: 'internal', message: 'late' } })
})
