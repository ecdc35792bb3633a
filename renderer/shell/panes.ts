/** Where the focus goes in a pane: the first of these that it has. */
const stops = [
  '[data-key][tabindex="0"]',
  '.ProseMirror[contenteditable]',
  '[role=tab][tabindex="0"]',
  'input:checked',
  'button:not([disabled], [tabindex="-1"])',
]

/** Moves the focus to the next (1) or previous (-1) pane of the window, going round. */
export function focusPane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(pane => pane.checkVisibility())
  const at = panes.findIndex(pane => pane.contains(document.activeElement))
  const from = at < 0 && by === -1 ? 0 : at
  const pane = panes[(from + by + panes.length) % panes.length]
  const stop = stops.map(selector => pane?.querySelector<HTMLElement>(selector)).find(element => element)
  stop?.focus()
}
