import type { Mark } from '../rich-text.ts'
import { elements, find, findAll } from '../xml.ts'
import type { parseXml } from '../xml.ts'

/** What a style makes of its text. `kind`: of a paragraph. */
export type Style = Readonly<{
  kind: 'plain' | 'title' | 'quote' | 'code' | 'rule'
  marks: readonly Mark[]
  ordered: boolean
  underlined: boolean
  raised: boolean
}>
/** A style by its name; one that changes nothing for a name that is not there. */
export type Styles = (name: string) => Style

const PARENTS_MAX = 20
type Known = Readonly<{ parent: string; text: Readonly<Record<string, string>>; ordered: boolean; shown: string }>

/** The styles of an OpenDocument file, what they inherit included. */
export function stylesIn(trees: readonly ReturnType<typeof parseXml>[]): Styles {
  const known = new Map<string, Known>()
  for (const tree of trees) {
    for (const style of findAll(tree, 'style:style')) {
      const name = style.attribs['style:name'] ?? ''
      known.set(name, {
        parent: style.attribs['style:parent-style-name'] ?? '',
        text: find(style, 'style:text-properties')?.attribs ?? {},
        ordered: false,
        shown: style.attribs['style:display-name'] ?? name,
      })
    }
    for (const list of findAll(tree, 'text:list-style')) {
      const first = elements(list)[0]
      const ordered = first?.name === 'text:list-level-style-number'
      known.set(list.attribs['style:name'] ?? '', { parent: '', text: {}, ordered, shown: '' })
    }
  }
  const made = new Map<string, Style>()
  return name => {
    const style = made.get(name) ?? styleOf(name, lineage(known, name))
    made.set(name, style)
    return style
  }
}

/** A style and what it inherits from, itself first. */
function lineage(known: ReadonlyMap<string, Known>, name: string): Known[] {
  const line: Known[] = []
  for (let at = known.get(name); at && line.length < PARENTS_MAX; at = known.get(at.parent)) line.push(at)
  return line
}

/** A style of a known name need not be there to be meant. */
function styleOf(name: string, line: readonly Known[]): Style {
  const property = (name: string) => line.map(({ text }) => text[name]).find(value => value !== undefined) ?? ''
  const names = [name, ...line.map(({ shown }) => shown)].join('\n').replace(/_(?:20_)?/g, ' ')
  const kind = kindOf(names)
  const set = (type: string, is: boolean): Mark[] => (is ? [{ type }] : [])
  const marks = [
    ...set('bold', /^(?:bold|[6-9]00)$/.test(property('fo:font-weight')) || /^Strong/m.test(names)),
    ...set(
      'italic',
      (/^(?:italic|oblique)$/.test(property('fo:font-style')) || /^Emphasis/m.test(names)) && kind !== 'quote',
    ),
    ...set('strike', !/^(?:none)?$/.test(property('style:text-line-through-style'))),
    ...set('highlight', !/^(?:transparent)?$/.test(property('fo:background-color')) && kind === 'plain'),
    ...set('code', kind === 'plain' && /^(?:Source Text|Verbatim Char|Teletype)/m.test(names)),
  ]
  return {
    kind,
    marks: kind === 'title' ? [] : marks,
    ordered: line[0]?.ordered ?? false,
    underlined: !/^(?:none)?$/.test(property('style:text-underline-style')),
    raised: /super|sub|^-?[1-9]/.test(property('style:text-position')),
  }
}

function kindOf(names: string): Style['kind'] {
  if (/^Title$/m.test(names)) return 'title'
  if (/^(?:Quotations|Quote|Block Text)/m.test(names)) return 'quote'
  if (/^(?:Preformatted Text|Source Code)/m.test(names)) return 'code'
  return /^Horizontal Line/m.test(names) ? 'rule' : 'plain'
}
