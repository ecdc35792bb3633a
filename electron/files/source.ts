/** A file's content and its name: without the folder, or as its path in the folder that was chosen, parted by `/`. */
export type Source = Readonly<{ name: string; bytes: Uint8Array }>
