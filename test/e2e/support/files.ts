import type { Studio } from './studio.ts'

/** What the system's dialogs answer from now on, in place of a person: where to save, and which files to open. */
export async function answerDialogs(
  studio: Studio,
  answer: Readonly<{ save?: string; open?: string[] }>,
): Promise<void> {
  await studio.app.evaluate(({ dialog }, { save, open }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: save === undefined, filePath: save ?? '' })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: open === undefined, filePaths: open ?? [] })
  }, answer)
}

/** Asks for a command by its title, as the writer does in the palette. */
export async function command({ page }: Studio, title: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
}
