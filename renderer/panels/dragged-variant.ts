/** What a dragged variant travels as: its index among those offered. */
const TYPE = 'application/x-palimpsest-variant'

export function putVariant(data: DataTransfer, index: number): void {
  data.setData(TYPE, String(index))
  data.effectAllowed = 'copy'
}

/** Whether something dragged is a variant; which one is known only once it is dropped. */
export const isVariant = (data: DataTransfer) => data.types.includes(TYPE)

/** The variant that was dropped. Only what `isVariant` is asked for. */
export const droppedVariant = (data: DataTransfer) => Number(data.getData(TYPE))
