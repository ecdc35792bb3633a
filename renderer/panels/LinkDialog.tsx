import { useState } from 'react'
import css from '../theme/Dialog.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'

type LinkDialogProps = Readonly<{
  /** The address of the link under the caret; empty when there is none. */
  address: string
  isKept: (address: string) => boolean
  onLink: (address: string) => void
  onUnlink: () => void
  onClose: () => void
}>

export function LinkDialog({ address, isKept, onLink, onUnlink, onClose }: LinkDialogProps) {
  const [typed, setTyped] = useState(address)
  const [refused, setRefused] = useState(false)
  return (
    <Dialog title="Link" onClose={onClose}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          const whole = withScheme(typed.trim())
          if (isKept(whole)) onLink(whole)
          else setRefused(true)
        }}
      >
        <label className={css.label}>
          Address
          <input
            className={css.input}
            type="url"
            value={typed}
            placeholder="https://"
            data-focus
            aria-invalid={refused}
            onChange={event => {
              setTyped(event.target.value)
              setRefused(false)
            }}
          />
        </label>
        <p className={css.note} role="status">
          {refused
            ? 'That is no web or mail address. It should read like https://example.org or mailto:me@example.org.'
            : 'A link is kept with the text. Clicking it here opens nothing.'}
        </p>
        <DialogButtons>
          {address !== '' && (
            <button type="button" onClick={onUnlink}>
              Take the link away
            </button>
          )}
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" data-main>
            Link
          </button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

function withScheme(address: string): string {
  if (/^[a-z][a-z\d+.-]*:/i.test(address)) return address
  return address.includes('@') ? `mailto:${address}` : `https://${address}`
}
