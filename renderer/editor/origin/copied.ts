import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'

/** Stands on the writer's own text while it is on the clipboard, and only there: text that comes without it is pasted. */
export const WRITER = 'writer'

/** What is copied or dragged, its own text told from what other programs put on the clipboard. */
export function signed({ content, openStart, openEnd }: Slice): Slice {
  return new Slice(signedFragment(content), openStart, openEnd)
}

function signedFragment(content: Fragment): Fragment {
  return Fragment.from(
    content.content.map(node => (node.isText ? signedText(node) : node.copy(signedFragment(node.content)))),
  )
}

function signedText(node: Node): Node {
  const type = node.type.schema.marks['origin']!
  return type.isInSet(node.marks) ? node : node.mark(type.create({ kind: WRITER }).addToSet(node.marks))
}
