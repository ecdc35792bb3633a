/** Where in a pane the focus goes: where it was last, or its first stop of Tab. */
const stops =
  '[data-key][tabindex="0"], .ProseMirror, [role=tab][tabindex="0"], button:not([disabled], [tabindex="-1"]), input:checked, input'

/** Moves the focus to the next (1) or previous (-1) pane of the window, going round. */
export function focusPane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(pane => pane.offsetParent !== null)
  const at = panes.findIndex(pane => pane.contains(document.activeElement))
  const from = at < 0 ? (by === 1 ? -1 : 0) : at
  const pane = panes[(from + by + panes.length) % panes.length]
  pane?.querySelector<HTMLElement>(stops)?.focus()
}
