/** How well a title fits what was typed: 0 not at all, more is better. All letters must come in order. */
export function titleFit(title: string, typed: string): number {
  const [name, wanted] = [folded(title), folded(typed).trim()]
  if (wanted === '') return 1
  const at = name.indexOf(wanted)
  if (at === 0) return 4
  if (at > 0) return /[\p{L}\p{N}]/u.test(name[at - 1]!) ? 2 : 3
  let from = 0
  for (const letter of wanted.replaceAll(' ', '')) {
    from = name.indexOf(letter, from) + 1
    if (from === 0) return 0
  }
  return 1
}

/** Those whose titles fit, the best first, else in the order in which they come. */
export function fitting<T extends Readonly<{ title: string }>>(all: readonly T[], typed: string): T[] {
  return all
    .map(it => ({ it, fit: titleFit(it.title, typed) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ it }) => it)
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
