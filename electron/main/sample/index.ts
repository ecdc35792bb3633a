import duskSwitch from '../../../resources/sample/dusk-switch.md?raw'
import lightShown from '../../../resources/sample/light-shown.md?raw'
import type { DocumentId, ProjectId } from '../../contract/library.ts'
import type { Sample } from '../../store/seed.ts'
import { docFromMarkdown } from './markdown.ts'
import { countWords, plainText, positionOf } from './rich-text.ts'

/** What a new library begins with: a story with its caret in a marked sentence, and a technical document. */
export function sample(): Sample {
  return {
    project: { id: 'sample' as ProjectId, title: 'The Lamplighter’s Shelf' },
    documents: [draft('light-shown', 'Light Shown', lightShown), draft('dusk-switch', 'The Dusk Switch', duskSwitch)],
  }
}

function draft(id: string, title: string, markdown: string): Sample['documents'][number] {
  const doc = docFromMarkdown(markdown)
  const text = plainText(doc)
  const region = positionOf(doc, node => node.marks?.some(mark => mark.type === 'region') ?? false)
  const at = region === null ? (positionOf(doc, () => true) ?? 0) : region + 1
  return { id: id as DocumentId, title, doc, text, words: countWords(text), caret: { anchor: at, head: at } }
}
