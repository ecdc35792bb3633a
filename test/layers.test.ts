import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, posix, sep } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/**
 * STYLE's import table. A file belongs to the row with the longest folder that holds it. `own`: folders of ours that it
 * may import from besides its own. `packages`: packages, or null for any that its tsconfig allows; `node:*` stands for
 * Node's own modules. `types`: what it may import as types only.
 */
type Row = Readonly<{ own: readonly string[]; packages: readonly string[] | null; types?: readonly string[] }>
const table: Readonly<Record<string, Row>> = {
  'electron/contract': { own: [], packages: [] },
  'electron/engine': { own: ['electron/contract'], packages: ['node:*', 'zod', '@huggingface/tokenizers'] },
  'electron/engine/onnx.ts': {
    own: ['electron/contract', 'electron/engine'],
    packages: ['node:*', 'onnxruntime-node'],
  },
  'electron/files': {
    own: ['electron/contract'],
    packages: [
      ...['@tiptap/pm/model', '@tiptap/pm/transform'],
      ...['node:*', 'chardet', 'docx', 'domhandler', 'fflate', 'htmlparser2', 'iconv-lite', 'mammoth', 'mdast', 'yaml'],
      ...['mdast-util-from-markdown', 'mdast-util-frontmatter', 'mdast-util-gfm', 'mdast-util-to-markdown'],
      ...['micromark-extension-frontmatter', 'micromark-extension-gfm'],
    ],
  },
  'electron/spelling': { own: ['electron/contract'], packages: ['nspell'] },
  'electron/process/spelling.ts': {
    own: ['electron/spelling', 'node_modules/dictionary-en'],
    packages: ['node:*'],
  },
  'electron/process/files.ts': { own: ['electron/files'], packages: ['node:*'] },
  'electron/process': { own: ['electron/engine', 'electron/contract'], packages: ['node:*'] },
  'electron/process/check-copy.ts': { own: ['electron/store', 'electron/contract'], packages: ['node:*'] },
  'electron/process/salvage.ts': { own: ['electron/store', 'electron/contract'], packages: ['node:*'] },
  'electron/cli': { own: ['electron/engine', 'electron/contract'], packages: ['node:*'] },
  'electron/store': { own: ['electron/contract'], packages: ['node:*', 'better-sqlite3', 'zod'] },
  'electron/main': {
    own: ['electron/store', 'electron/contract', 'electron/files', 'electron/spelling', 'resources/sample'],
    packages: ['node:*', 'electron', 'zod', 'marked'],
  },
  'electron/preload': { own: ['electron/contract'], packages: ['electron'] },
  'electron/setup': { own: [], packages: ['node:*', '@electron/fuses'] },
  'electron/setup/default-app': { own: [], packages: ['node:*', 'electron'] },
  'renderer/panels': {
    own: ['electron/contract', 'renderer/theme'],
    packages: null,
    types: ['renderer/state'],
  },
  'renderer/state': { own: ['electron/contract'], packages: ['zustand/vanilla'] },
  'renderer/editor': { own: ['electron/contract', 'renderer/theme'], packages: null },
  'renderer/shell': { own: ['electron/contract', 'renderer'], packages: null },
  renderer: { own: ['electron/contract', 'renderer'], packages: null },
}
/** Packages that belong to the other processes; no window can use them. */
const notInWindow = /^(node:|electron$|electron\/|better-sqlite3|onnxruntime|@huggingface)/

type Import = Readonly<{ file: string; to: string; typeOnly: boolean }>

const files = ['electron', 'renderer']
  .flatMap(folder => globSync(`${folder}/**/*.{ts,tsx,mjs,cjs}`, { cwd: root }))
  .map(file => file.split(sep).join('/'))
  .filter(file => !file.endsWith('.d.ts'))
const imports = files.flatMap(importsOf)

describe('every file imports only what its row allows', () => {
  for (const row of Object.keys(table)) {
    it(row, () => expect(imports.filter(each => rowOf(each.file) === row && !isAllowed(each)).map(told)).toEqual([]))
  }
})
it('every file has a row', () => expect(files.filter(file => rowOf(file) === null)).toEqual([]))
it('every row has a file', () => {
  const used = new Set(files.map(rowOf))
  expect(Object.keys(table).filter(row => !used.has(row))).toEqual([])
})
it('imports of our own name a file that is there', () => {
  expect(imports.filter(({ to }) => isOurs(to) && !existsSync(join(root, to))).map(told)).toEqual([])
})
it('only the page’s reader of window.studio reads it', () => {
  const readers = files.filter(file => /\bwindow\.studio\b/.test(code(file)))
  expect(readers).toEqual(['renderer/studio.ts'])
})
it('only serve.ts listens to the window', () => {
  expect(files.filter(file => /\bipcMain\b/.test(code(file)))).toEqual(['electron/main/serve.ts'])
})
it('no file imports itself, round however many corners', () => expect(cycles()).toEqual([]))

function isAllowed({ file, to, typeOnly }: Import): boolean {
  const name = rowOf(file)
  if (name === null) return false
  const row = table[name]!
  if (!isOurs(to)) return isPackageAllowed(row, name, to)
  const home = name.endsWith('.ts') ? dirname(name) : name
  const reach = [...row.own, home, ...(typeOnly ? (row.types ?? []) : [])]
  return reach.some(folder => to.startsWith(`${folder}/`))
}

function isPackageAllowed({ packages }: Row, row: string, to: string): boolean {
  if (row.startsWith('renderer') && notInWindow.test(to)) return false
  return packages === null || packages.some(name => (name === 'node:*' ? to.startsWith('node:') : to === name))
}

function rowOf(file: string): string | null {
  const rows = Object.keys(table).filter(row => file === row || file.startsWith(`${row}/`))
  return rows.sort((a, b) => b.length - a.length)[0] ?? null
}

/** Every import and re-export of a file, ours as paths from the root. Stylesheets and `?raw` texts count as files too. */
function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest)
  const found: Import[] = []
  const visit = (node: ts.Node): void => {
    const from = importedBy(node)
    if (from) found.push({ file, to: resolved(file, from.text), typeOnly: from.typeOnly })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function importedBy(node: ts.Node): { text: string; typeOnly: boolean } | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
    return { text: node.moduleSpecifier.text, typeOnly: isTypeOnly(node.importClause) }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
    return { text: node.moduleSpecifier.text, typeOnly: node.isTypeOnly }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [name] = node.arguments
    return name && ts.isStringLiteral(name) ? { text: name.text, typeOnly: false } : null
  }
  return null
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword
}

function resolved(file: string, name: string): string {
  const bare = name.replace(/\?.*$/, '')
  if (bare.startsWith('@contract/')) return bare.replace('@contract', 'electron/contract')
  return bare.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), bare)) : bare
}

function isOurs(to: string): boolean {
  return /^(electron|renderer|resources|models|test|node_modules)\//.test(to)
}

function told({ file, to, typeOnly }: Import): string {
  return `${file} imports ${to}${typeOnly ? ' as types' : ''}`
}

function code(file: string): string {
  return readFileSync(join(root, file), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '')
}

/** Each cycle of imports as its files, found by walking down from every file. Types do not count: they are gone at run time. */
function cycles(): string[] {
  const next = new Map(
    files.map(file => [file, imports.filter(each => each.file === file && !each.typeOnly).map(each => each.to)]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    done.add(file)
    for (const to of next.get(file) ?? []) walk(to, [...path, file])
  }
  for (const file of files) walk(file, [])
  return found
}
