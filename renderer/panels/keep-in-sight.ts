/** Moves a card that would reach beyond the page's window to the left. */
export function keepInSight(card: HTMLElement | null): void {
  if (card === null) return
  card.style.marginInlineStart = '0px'
  const desk = card.closest('[data-pane="page"]')?.getBoundingClientRect()
  const over = card.getBoundingClientRect().right - ((desk?.right ?? window.innerWidth) - 12)
  if (over > 0) card.style.marginInlineStart = `${-over}px`
}
