import type { MarkSpec, NodeSpec, Schema } from '@tiptap/pm/model'
import { expect, it } from 'vitest'
import { documentSchema } from '../../electron/files/schema.ts'
import { schema as editorSchema } from '../support/documents.ts'

/** What decides which content is a document, in the order that the schema has it. */
function told({ spec: { nodes, marks } }: Schema) {
  const kept: [string, unknown][] = []
  nodes.forEach((name, { content, group, inline, marks, attrs }: NodeSpec) =>
    kept.push([name, { content, group, inline, marks, attrs: defaultsOf(attrs) }]),
  )
  marks.forEach((name, { attrs, excludes }: MarkSpec) => kept.push([name, { excludes, attrs: defaultsOf(attrs) }]))
  return kept
}

function defaultsOf(attrs: NodeSpec['attrs'] = {}) {
  return Object.entries(attrs).map(([name, its]) => [name, its.default as unknown])
}

it('documents are to the files what they are to the editor', () => {
  expect(told(documentSchema)).toEqual(told(editorSchema))
})
