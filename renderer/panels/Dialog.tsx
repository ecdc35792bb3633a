import { useId, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import css from '../theme/Dialog.module.css'

type DialogProps = Readonly<{
  title: string
  /** Hides the title from sight, not from screen readers. */
  quiet?: boolean
  /** `top`: near the upper edge, for lists that grow. `wide`: for text to be read. */
  place?: 'middle' | 'top' | 'wide'
  onClose: () => void
  children: ReactNode
}>

/** A modal dialog: the browser keeps the focus inside and gives it back, and Escape closes it. */
export function Dialog({ title, quiet = false, place = 'middle', onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // Closed before it leaves the page, or the browser would not give the focus back: so no plain effect.
  useLayoutEffect(() => {
    const shown = dialog.current
    const putBack = selectionNow()
    shown?.showModal()
    // React's autoFocus comes before the dialog is shown, when it has no effect.
    shown?.querySelector<HTMLElement>('[data-focus]')?.focus()
    return () => {
      shown?.close()
      putBack()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={css.dialog}
      data-place={place}
      aria-labelledby={heading}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={event => event.target === dialog.current && onClose()}
    >
      <div className={css.body}>
        <h2 id={heading} className={quiet ? css.hidden : undefined}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  )
}

/**
 * The browser gives the focus back to a page but not the caret in it, which would stay where the dialog was: what is
 * typed next would go nowhere. Returns a function that puts it back.
 */
function selectionNow(): () => void {
  const selection = window.getSelection()
  if (!selection?.anchorNode || !selection.focusNode) return () => undefined
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection
  return () => {
    const page = document.activeElement
    if (page?.getAttribute('contenteditable') === 'true' && page.contains(anchorNode) && page.contains(focusNode))
      selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset)
  }
}

/** The row of buttons at a dialog's foot. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={css.buttons}>{children}</div>
}
