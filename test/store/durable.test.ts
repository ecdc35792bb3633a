import { expect, it } from 'vitest'
import { syncFile, syncFolder } from '../../electron/store/durable.ts'

// What cannot sync at all stands here for a drive on a network.
it.skipIf(process.platform !== 'linux')('what cannot be made to survive a power cut is no failure', async () => {
  expect(() => syncFolder('/proc/self')).not.toThrow()
  await expect(syncFile('/dev/null')).resolves.toBeUndefined()
})

it('what is not there is one', async () => {
  if (process.platform !== 'win32') expect(() => syncFolder('/no/such/folder')).toThrow(/ENOENT/)
  await expect(syncFile('/no/such/file')).rejects.toThrow(/ENOENT/)
})
