import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { Editor } from '@tiptap/core'

/** What a writer does on the page, for tests to say in a line. */
export const text = (page: Page) => page.locator('.ProseMirror')
export const strip = (page: Page) => page.getByRole('region', { name: 'Variants' })

/** Sentences enough for a run that lasts for seconds on any machine: what a test does meanwhile, it does during the run. */
export const longPassage = [
  'The storm had been building since noon, and by four the whole of the western sky was the colour of wet slate.',
  'Nobody had come up from the village, and he did not think that anybody would before the morning.',
  'He trimmed the wick, he wiped the glass, and he wrote the hour and the height of the barometer into the book.',
  'There was bread, and some cheese, and the end of the coffee, which he warmed again over the little stove.',
  'The gulls sat in a row along the wall with their heads drawn in, and none of them looked at the sea.',
].join(' ')

/** Starts a run over a long passage that stands on the page and waits until some of it is written. */
export async function startLongRun(page: Page): Promise<void> {
  await select(page, longPassage)
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.infill-word').nth(1)).toBeVisible({ timeout: 60_000 })
}

/** The page's text as the writer sees it, what is drawn over it included, the strip and cards left out. */
export function seen(page: Page): Promise<string> {
  return text(page).evaluate(root => {
    const copy = root.cloneNode(true) as HTMLElement
    for (const hidden of copy.querySelectorAll('.infill-strip, .infill-erased, .node-card')) hidden.remove()
    return Array.from(copy.children, block => block.textContent)
      .join('\n')
      .trim()
  })
}

/** Selects words of the page, as a drag of the mouse does. */
export async function select(page: Page, words: string, until = words): Promise<void> {
  await text(page).focus()
  await page.evaluate(
    ([first, last]) => {
      const root = document.querySelector('.ProseMirror')!
      const place = (wanted: string) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent!.indexOf(wanted)
          if (at >= 0) return { node, at }
        }
        throw new RangeError(`“${wanted}” is not on the page`)
      }
      const [a, b] = [place(first!), place(last!)]
      document.getSelection()!.setBaseAndExtent(a.node, a.at, b.node, b.at + last!.length)
    },
    [words, until],
  )
  // ProseMirror reads the selection off the page after the browser has told it; words of a preview are not its own.
  await expect
    .poll(() =>
      page.evaluate(
        ([first, last]) => {
          if (document.getSelection()!.anchorNode?.parentElement?.closest('.infill')) return true
          const { doc, selection } = (document.querySelector('.ProseMirror') as unknown as EditorPage).editor.state
          const selected = doc.textBetween(selection.from, selection.to, '\n', '\n')
          return selected.startsWith(first!) && selected.endsWith(last!)
        },
        [words, until],
      ),
    )
    .toBe(true)
}

/** The page as TipTap leaves it in the document. */
export type EditorPage = { editor: Editor }

/** Puts the caret behind words of the page. */
export async function caretAfter(page: Page, words: string): Promise<void> {
  await select(page, words)
  await page.keyboard.press('ArrowRight')
  // A key that follows at once would be taken by ProseMirror for the words that were selected.
  const collapsed = () => (document.querySelector('.ProseMirror') as unknown as EditorPage).editor.state.selection.empty
  await expect.poll(() => page.evaluate(collapsed)).toBe(true)
}

/** A new document with these paragraphs, typed. */
export async function newDocument(page: Page, paragraphs: readonly string[]): Promise<void> {
  await expect(text(page)).toBeVisible()
  await page.keyboard.press('Control+n')
  await page.keyboard.press('Escape')
  await expect.poll(() => text(page).evaluate(page => page.textContent.length)).toBe(0)
  await text(page).click()
  for (const [i, paragraph] of paragraphs.entries()) {
    if (i > 0) await page.keyboard.press('Enter')
    await page.keyboard.insertText(paragraph)
  }
}

export async function modelReady(page: Page): Promise<void> {
  await expect(page.getByText(/CPU · ready/)).toBeVisible({ timeout: 60_000 })
}

export async function offered(page: Page): Promise<void> {
  await expect(strip(page).getByRole('button', { name: /^Accept/ })).toBeVisible({ timeout: 60_000 })
}

/** Runs a fill to its end. */
export async function fill(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await offered(page)
}

/** The text of the variant that is shown in the passage. */
export const shownVariant = (page: Page) => page.locator('.infill').first().innerText()

export async function saved(page: Page): Promise<void> {
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
}
