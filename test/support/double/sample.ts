import type { DocJson } from '@contract/library.ts'

type Inline = Readonly<{ type: string; text?: string; marks?: readonly Readonly<{ type: string }>[] }>

/** Inline text in which `*words*` are italic and a line break is a hard break. */
function inline(text: string): Inline[] {
  return text
    .split(/(\*[^*]+\*|\n)/)
    .filter(part => part !== '')
    .map(part => {
      if (part === '\n') return { type: 'hardBreak' }
      if (part.startsWith('*')) return { type: 'text', text: part.slice(1, -1), marks: [{ type: 'italic' }] }
      return { type: 'text', text: part }
    })
}

/** A document of paragraphs; `# ` begins a heading, `> ` a quotation, `- ` a list item, `***` is a scene break. */
export function docOf(source: string): DocJson {
  const content = source
    .trim()
    .split(/\n{2,}/)
    .map(block => {
      if (block === '***') return { type: 'horizontalRule' }
      const heading = /^(#+) /.exec(block)
      if (heading)
        return { type: 'heading', attrs: { level: heading[1]?.length }, content: inline(block.replace(/^#+ /, '')) }
      if (block.startsWith('> '))
        return { type: 'blockquote', content: [{ type: 'paragraph', content: inline(block.slice(2)) }] }
      if (block.startsWith('```'))
        return { type: 'codeBlock', content: [{ type: 'text', text: block.slice(3).trim() }] }
      if (block.startsWith('- '))
        return {
          type: 'bulletList',
          content: block
            .split('\n')
            .map(line => ({ type: 'listItem', content: [{ type: 'paragraph', content: inline(line.slice(2)) }] })),
        }
      return { type: 'paragraph', content: inline(block) }
    })
  return { type: 'doc', content }
}

export const storm = `
# The storm

*in which the lamp is lit early*

The keeper climbed the stairs of the lighthouse as he did every evening, counting under his breath, and stopped at the window on the fourth landing to look at the sea.

The storm had been building since noon. By the time he reached the gallery door, spray was running along the brass rail in threads. When he reached the lamp, the glass was already wet, and he could not see the harbour at all.

He wound the clockwork that turned the lens, forty turns and two for luck, and trimmed the wick with the small scissors that had belonged to the keeper before him. Below, something knocked against the landing stage, and went on knocking.

“Not tonight,” he said to it, and struck the match.

***

It was the boy from the chandler’s who found the boat in the morning, keel up on the shingle, its paint still new. There was a name on the stern, and he could read it; what he could not do, he told the keeper later, was say it.

> Every light is a letter, the old book said, and a letter is a thing you send without knowing whether anyone is at home.

The keeper read him the rest of the page, because it was warm in the kitchen and the boy was in no hurry to be anywhere else.

## What was in the locker

- a compass, its card swollen with water
- three biscuits in a tin that had once held nails
- a letter, addressed in pencil, the pencil gone

He put the letter on the stove to dry and did not look at it until the boy had gone. Then he turned up the lamp, and fetched his spectacles, and found that he had known the hand all along.
`

export const letter = `
# The letter

It began without a greeting, the way she had always begun, as though he had only just left the room.

“You will have the light lit by now,” it said. “I can see it from where I am, or I could until a moment ago.”

He read that line twice, and then he got up and went to the window, although it faced the wrong way.
`

export const light = `
# The light, how it works

The apparatus is a third-order lens turned by clockwork. A full winding lasts five hours and ten minutes.

\`\`\`
period    = 12 s
flashes   = 2
range     = 17 nautical miles
\`\`\`

Wind it at dusk, at eleven, and at four. The keeper who sleeps through eleven does not sleep through four.
`
