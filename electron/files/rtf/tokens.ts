/** RTF in its smallest parts. `byte`: one byte of text, in the file's own encoding. */
export type Token =
  | Readonly<{ kind: 'open' | 'close' | 'ignorable' }>
  | Readonly<{ kind: 'word'; name: string; value: number | null }>
  | Readonly<{ kind: 'byte'; value: number }>

/** Cuts RTF (its bytes as characters of the same number) into tokens. What `\bin` carries is passed over. */
export function* tokens(source: string): Generator<Token> {
  /** A control word with its number, a byte in hexadecimal, a symbol, a brace, or a character. Line ends mean nothing. */
  const part = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([\da-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n])|[\r\n]|\\/gs
  for (let match = part.exec(source); match; match = part.exec(source)) {
    const [, name, number, hex, symbol, brace, character] = match
    if (name === 'bin') part.lastIndex += Math.max(0, Number(number ?? 0))
    else if (name !== undefined) yield { kind: 'word', name, value: number === undefined ? null : Number(number) }
    else if (hex !== undefined) yield { kind: 'byte', value: parseInt(hex, 16) }
    else if (symbol === '*') yield { kind: 'ignorable' }
    else if (symbol === '\n' || symbol === '\r') yield { kind: 'word', name: 'par', value: null }
    else if (symbol !== undefined) yield { kind: 'word', name: symbol, value: null }
    else if (brace !== undefined) yield { kind: brace === '{' ? 'open' : 'close' }
    else if (character !== undefined) yield { kind: 'byte', value: character.charCodeAt(0) & 0xff }
  }
}
