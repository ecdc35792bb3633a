/** The elements that stand alone, not in a line of text. */
export const blockNames: ReadonlySet<string> = new Set(
  'html body div p h1 h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd pre hr table section article main header footer nav aside figure figcaption address center form fieldset details summary'.split(
    ' ',
  ),
)
