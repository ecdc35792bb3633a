/** Where a dictionary's files lie; null for the one that comes with the studio. */
export type DictionaryFiles = Readonly<{ name: string; aff: string; dic: string }> | null

/** What main asks of the process that knows spelling. Each is answered once, in order. `load` comes first. */
export type SpellingOrder =
  | Readonly<{ kind: 'load'; files: DictionaryFiles; words: readonly string[] }>
  | Readonly<{ kind: 'check'; words: readonly string[] }>
  | Readonly<{ kind: 'suggest'; word: string }>
  | Readonly<{ kind: 'add' | 'remove'; word: string }>
export type SpellingAnswer = Readonly<{ ok: true; words: readonly string[] } | { ok: false; message: string }>
