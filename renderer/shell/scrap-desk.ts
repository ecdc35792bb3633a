import type { ScrapId } from '@contract/scraps.ts'
import type { OpenEditor } from '../editor/Editor.tsx'
import { insertScrap } from '../editor/scraps/insert.ts'
import { cutPiece, pieceSelected, scrapContent, sliceOf } from '../editor/scraps/piece.ts'
import { isPieceOfPage } from '../editor/scraps/scrap-drop.ts'
import { droppedVariant, isVariant } from '../panels/dragged-variant.ts'
import { putOnClipboard } from './clipboard.ts'
import type { OfferedPiece } from './offer-desk.ts'
import { shelve } from './shelf.ts'
import type { Stores } from './stores.ts'

export type ScrapDesk = ReturnType<typeof createScrapDesk>

const FOREIGN =
  'This scrap holds something that this version of Palimpsest cannot show. It stays on the shelf as it is.'

/** What is put aside from the page that is open, and put into it again. */
export function createScrapDesk(
  stores: Stores,
  page: () => OpenEditor | null,
  offered: (index?: number) => OfferedPiece | null,
) {
  const { scraps, notices } = stores

  /** The selected piece of the page; told where there is none. */
  function selected() {
    const open = page()
    if (open === null) return null
    const { doc, selection, schema } = open.editor.state
    const piece = pieceSelected(doc, selection)
    if (piece !== null) return { open, doc, piece, content: scrapContent(schema, piece.slice) }
    notices.say('Select the words to put aside first.')
    return null
  }

  async function keepSelection(): Promise<void> {
    const found = selected()
    if (found && (await shelve(stores, found.open.document, null, found.content)))
      notices.say('Kept as a scrap. The text stays where it is, too.')
  }

  /** Takes the text off the page once the scrap is on the disk. */
  async function moveSelection(): Promise<void> {
    const found = selected()
    if (!found?.open.editor.isEditable || !(await shelve(stores, found.open.document, null, found.content))) return
    const { open, doc, piece } = found
    if (page() !== open || open.editor.state.doc !== doc) {
      notices.say('Kept as a scrap. The page changed meanwhile, so the text was left where it is.')
      return
    }
    open.editor.view.dispatch(cutPiece(open.editor.state.tr, piece).scrollIntoView())
    notices.say('Moved to the scraps. Undo brings the text back; the scrap stays.')
  }

  /** Keeps the variant at `index`; without it the one that is shown. */
  async function keepVariant(index?: number): Promise<void> {
    const document = page()?.document
    const variant = offered(index)
    if (document === undefined || variant === null) return
    if (variant.content.text.trim() === '') notices.say('This variant has no words that could be kept.')
    else if (await shelve(stores, document, variant.run, variant.content))
      notices.say('The variant is kept as a scrap.')
  }

  /** Whether what is dragged is text of the page, or a variant. */
  function takes(data: DataTransfer): boolean {
    return isVariant(data) || isPieceOfPage(data)
  }

  /** Keeps what was let go over the shelf. Text that is dragged is what is selected. */
  function keepDropped(data: DataTransfer): Promise<void> {
    return isVariant(data) ? keepVariant(droppedVariant(data)) : keepSelection()
  }

  /** Puts it in the place of the selection, or at the caret. */
  async function insert(id: ScrapId): Promise<void> {
    const content = await scraps.load(id)
    const editor = page()?.editor
    if (content === null) return
    const slice = editor?.isEditable === true ? sliceOf(editor.schema, content) : null
    if (editor?.isEditable !== true) notices.say('Open a document to put it into first.')
    else if (slice === null) notices.say(FOREIGN, 'alert')
    else {
      editor.view.dispatch(insertScrap(editor.state.tr, slice).scrollIntoView())
      editor.view.focus()
    }
  }

  async function copy(id: ScrapId): Promise<void> {
    const content = await scraps.load(id)
    if (content === null) return
    const view = page()?.editor.view
    const slice = view ? sliceOf(view.state.schema, content) : null
    const html = view && slice ? view.serializeForClipboard(slice).dom.innerHTML : null
    if (putOnClipboard(content.text, html)) notices.say('The scrap is on the clipboard.')
    else notices.say('The clipboard did not take the scrap.', 'alert')
  }

  return { keepSelection, moveSelection, keepVariant, takes, keepDropped, insert, copy }
}
