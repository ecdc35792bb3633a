/** Words of a text that stands in the comparison: of the variant at index `variant`, or -1 for the original. */
export type Phrase = Readonly<{ variant: number; region: number; text: string }>

/** What a dragged phrase travels as. */
const TYPE = 'application/x-palimpsest-phrase'

/** The phrase that is selected in one cell of the comparison, what is struck there left out; null where none is. */
export function selectedPhrase(selection: Selection | null): Phrase | null {
  if (selection === null || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  const cell = cellOf(range.startContainer)
  if (cell === null || cell !== cellOf(range.endContainer)) return null
  const words = range.cloneContents()
  // Nothing of a text whose words are struck: those are of the one it is compared with.
  const isStruck = range.commonAncestorContainer.parentElement?.closest('del') != null
  for (const struck of words.querySelectorAll('del')) struck.remove()
  const text = isStruck ? '' : words.textContent.trim()
  const { variant, region } = cell.dataset
  return text === '' ? null : { variant: Number(variant), region: Number(region), text }
}

function cellOf(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest<HTMLElement>('[data-variant][data-region]') ?? null
}

export function putPhrase(data: DataTransfer, phrase: Phrase): void {
  data.setData(TYPE, JSON.stringify(phrase))
  data.setData('text/plain', phrase.text)
  data.effectAllowed = 'copy'
}

/** Whether something dragged is a phrase; what it says is known only once it is dropped. */
export const isPhrase = (data: DataTransfer) => data.types.includes(TYPE)

/** The phrase that was dropped. Only what `isPhrase` is asked for. */
export const droppedPhrase = (data: DataTransfer) => JSON.parse(data.getData(TYPE)) as Phrase
