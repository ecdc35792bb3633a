import { InputRule } from '@tiptap/core'
import { Typography } from '@tiptap/extension-typography'

/** Which of the library's replacements a writer of prose wants: quotes, dashes, the ellipsis. */
const wanted = {
  leftArrow: false,
  rightArrow: false,
  copyright: false,
  trademark: false,
  servicemark: false,
  registeredTrademark: false,
  oneHalf: false,
  oneQuarter: false,
  threeQuarters: false,
  plusMinus: false,
  notEqual: false,
  laquo: false,
  raquo: false,
  multiplication: false,
  superscriptTwo: false,
  superscriptThree: false,
} as const

/** Typographic quotes, em dash and ellipsis as one types, while `enabled` says so. Backspace takes one back. */
export function quotesExtension(enabled: () => boolean) {
  return Typography.extend({
    addInputRules() {
      return (this.parent?.() ?? []).map(
        rule => new InputRule({ find: rule.find, handler: props => (enabled() ? rule.handler(props) : null) }),
      )
    },
  }).configure(wanted)
}
