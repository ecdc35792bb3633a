/** Groups that hold no text of the document. */
export const hidden = new Set(
  'fonttbl colortbl stylesheet listtable listoverridetable info generator pict object header headerl headerr headerf footer footerl footerr footerf fldinst themedata colorschememapping datastore latentstyles xmlnstbl rsidtbl pgptbl listtext pntext pnseclvl bkmkstart bkmkend filetbl revtbl nonshppict annotation'.split(
    ' ',
  ),
)
/** What a document cannot hold, by the word that it begins with. */
export const losing = {
  pict: 'picture',
  annotation: 'comment',
  row: 'table',
  super: 'raised',
  sub: 'raised',
  ul: 'underline',
} as const
/** Words that stand for text. */
export const symbols: Readonly<Record<string, string>> = {
  ...{ tab: '\t', emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•' },
  ...{ '~': '\u00a0', _: '\u2011', emspace: '\u2003', enspace: '\u2002', '{': '{', '}': '}', '\\': '\\', cell: ' | ' },
}
export const marksByWord: Readonly<Record<string, string>> = {
  ...{ b: 'bold', i: 'italic', strike: 'strike', striked: 'strike', highlight: 'highlight' },
}
