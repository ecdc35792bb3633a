import type { Fault, FaultCode } from '../contract/result.ts'

/** A failure that the engine foresees: `code` to branch on, `message` to show. */
export class EngineFault extends Error {
  override name = 'EngineFault'
  readonly code: FaultCode
  constructor(code: FaultCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The memory for a pass was refused. */
export function outOfMemory(cause: unknown): EngineFault {
  return new EngineFault(
    'out-of-memory',
    'There is not enough memory to write this passage. Close other programs, or choose a shorter passage.',
    { cause },
  )
}

/** Any error as a fault. What was not foreseen keeps its own message under the code `internal`. */
export function toFault(error: unknown): Fault {
  if (error instanceof EngineFault) return { code: error.code, message: error.message }
  if (error instanceof DOMException && error.name === 'AbortError') return { code: 'stopped', message: 'Stopped.' }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) }
}
