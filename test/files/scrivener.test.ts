import { strToU8 } from 'fflate'
import { expect, it } from 'vitest'
import { importFolder, isReadable } from '../../electron/files/import.ts'
import { textOf } from '../../electron/files/rich-text.ts'
import type { RichNode } from '../../electron/files/rich-text.ts'

const scrivx =
  '<ScrivenerProject><Binder><BinderItem UUID="S" ID="7" Type="Text"><Title>Scene</Title></BinderItem></Binder></ScrivenerProject>'
const note = (id: string, words: string, more = 'Footnote="Yes"') =>
  `<Comment ID="${id}" ${more} Color="0.9 0.9 0.7"><![CDATA[{\\rtf1\\ansi\\ansicpg1252 ${words}}]]></Comment>`
const comments = (...all: string[]) => `<?xml version="1.0" encoding="UTF-8"?>\n<Comments>${all.join('\n')}</Comments>`
const on = (id: string, words: string) => `{\\field{\\*\\fldinst{HYPERLINK "scrivcmt://${id}"}}{\\fldrslt ${words}}}`
const rtf = (body: string) => `{\\rtf1\\ansi\\ansicpg1252 ${body}\\par}`

/** The text of the only scene, what its notes say in brackets. */
async function read(files: Readonly<Record<string, string>>) {
  const all = Object.entries({ 'Novel.scrivx': scrivx, ...files })
  const sources = all.filter(([name]) => isReadable(name)).map(([name, it]) => ({ name, bytes: strToU8(it, true) }))
  const { parts, losses } = await importFolder('Novel', sources, [], () => undefined)
  const words = parts.map(({ doc }) => doc.content.map(said).join('\n')).join('\n\n')
  return { words, losses: losses.map(({ kind, count }) => [kind, count]) }
}
const said = (node: RichNode): string =>
  node.type === 'footnote' ? `[${String(node.attrs?.['text'])}]` : (node.content?.map(said).join('') ?? textOf(node))

const text = (body: string) => ({ 'Files/Data/S/content.rtf': rtf(body) })
function says(what: string, files: Readonly<Record<string, string>>, words: string, ...losses: [string, number][]) {
  it(what, async () => expect(await read(files)).toEqual({ words, losses }))
}

says(
  'footnotes stand after the words that they are on, and comments are counted',
  {
    ...text(`A ${on('A-1', '{\\b lamp}')} was {${on('B', 'lit')}} at ${on('C', 'dusk')}.`),
    'Files/Data/S/content.comments': comments(
      note('A-1', "Of \\'e9tain."),
      note('B', 'Really?', ''),
      note('C', 'Six.'),
    ),
  },
  'A lamp[Of étain.] was lit at dusk[Six.].',
  ['comment', 1],
)
says(
  'so they do in projects of older versions, and beside what is noted',
  {
    'Files/Docs/7.rtf': rtf(`A ${on('A', 'lamp')}.`),
    'Files/Docs/7.comments': comments(note('A', 'Of tin.')),
    'Files/Docs/7_notes.rtf': rtf(`Ask ${on('A', 'Ada')}.`),
    'Files/Docs/7_notes.comments': comments(note('A', 'The pilot.')),
  },
  'A lamp[Of tin.].\n\nAsk Ada[The pilot.].',
)
says(
  'one whose words are cut into several fields is one',
  {
    ...text(`A ${on('A', 'lit ')}${on('A', '{\\i lamp}')} and ${on('B', 'a ')}${on('B', 'pier')}.`),
    'Files/Data/S/content.comments': comments(note('A', 'Of tin.'), note('B', 'Where?', 'Footnote="No"')),
  },
  'A lit lamp[Of tin.] and a pier.',
  ['comment', 1],
)
says(
  'one of several paragraphs, or with marks, is told as plain',
  {
    ...text(`A ${on('A', 'lamp')}, a ${on('B', 'pier')}.`),
    'Files/Data/S/content.comments': comments(note('A', 'One.\\par Two.'), note('B', 'See {\\i Tides}.')),
  },
  'A lamp[One. Two.], a pier[See Tides.].',
  ['footnote', 2],
)
says(
  'without their file each is counted as left out',
  text(`A ${on('A', 'lamp')}, a ${on('B', 'pier')}.`),
  'A lamp, a pier.',
  ['comment', 2],
)
says(
  'in a file that cannot be read each is counted as left out, and so is one that cannot',
  {
    ...text(`A ${on('A', 'lamp')}.`),
    'Files/Data/S/content.comments': `<!DOCTYPE a [<!ENTITY b "b">]>${comments(note('A', '&b;'))}`,
    'Files/Data/S/notes.rtf': rtf(`A ${on('A', 'pier')}, a ${on('B', 'boat')}.`),
    'Files/Data/S/notes.comments': comments(note('A', '{'.repeat(600)), note('B', 'Red.')),
  },
  'A lamp.\n\nA pier, a boat[Red.].',
  ['comment', 2],
)
it('elsewhere such a file is of another kind', async () => {
  const sources = ['a.md', 'Files/Docs/7.comments'].map(name => ({ name, bytes: strToU8('Words.') }))
  expect(isReadable('Files/Data/S/content.comments') && !isReadable('a.comments')).toBe(true)
  const { parts, losses } = await importFolder('in', sources, ['a.comments'], () => undefined)
  expect(parts.map(({ title }) => title)).toEqual(['a'])
  expect(losses).toEqual([{ kind: 'file', count: 2 }])
})
