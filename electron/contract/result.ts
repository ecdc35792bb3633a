/** Every way in which the studio is known to fail. Branch on it; show the message beside it. */
export type FaultCode =
  | 'bad-request'
  | 'document-missing'
  | 'document-changed'
  | 'journal-unfit'
  | 'library-damaged'
  | 'library-from-future'
  | 'library-locked'
  | 'library-read-only'
  | 'library-gone'
  | 'disk-full'
  | 'file-unreadable'
  | 'file-unwritable'
  | 'model-missing'
  | 'model-damaged'
  | 'model-refused'
  | 'engine-lost'
  | 'region-too-long'
  | 'nothing-to-write'
  | 'all-avoided'
  | 'out-of-memory'
  | 'not-a-number'
  | 'stopped'
  | 'internal'

/** An error as it crosses a process: plain strings, so it always clones. `message` says what is wrong and what to do. */
export type Fault = Readonly<{ code: FaultCode; message: string }>
export type Result<T> = Readonly<{ ok: true; value: T } | { ok: false; fault: Fault }>
