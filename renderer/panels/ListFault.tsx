import type { Fault } from '@contract/result.ts'

type ListFaultProps = Readonly<{ fault: Fault; className: string | undefined; onRetry: () => void }>

/** Why a list could not be read. */
export function ListFault({ fault, className, onRetry }: ListFaultProps) {
  return (
    <div className={className} role="alert">
      <p>{fault.message}</p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  )
}
