import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const recipe = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object }
/** electron.vite.config.ts bundles these into out/main, and all that is no dependency of the app at run time. */
const bundled = ['zod', '@huggingface/tokenizers']
const isLoaded = (name: string) => name in dependencies && !bundled.includes(name)

/** npm packages that the sources of main and the engine import at run time. */
function imported(): string[] {
  const sources = ['main', 'store', 'process', 'engine', 'contract'].flatMap(folder => {
    const files = readdirSync(join(root, 'electron', folder), { recursive: true, encoding: 'utf8' })
    return files
      .filter(file => file.endsWith('.ts'))
      .map(file => readFileSync(join(root, 'electron', folder, file), 'utf8'))
  })
  const names = sources.flatMap(source => [...source.matchAll(/^(?:import|export) (?!type ).*?from '([^'.][^']*)'/gms)])
  return [...new Set(names.map(match => match[1] ?? ''))].filter(name => !name.startsWith('node:'))
}

describe('the package', () => {
  it('holds every package that main loads from node_modules', () => {
    const needed = imported().filter(isLoaded)
    expect(needed).toContain('better-sqlite3')
    for (const name of needed) expect(recipe).toMatch(new RegExp(`- node_modules/${name}/\\{package\\.json`))
  })
  it('leaves native modules outside of the archive', () => {
    for (const name of ['better-sqlite3/prebuilds', 'onnxruntime-node/bin'])
      expect(recipe).toMatch(`- node_modules/${name}/**`)
  })
  for (const fuse of ['runAsNode', 'enableNodeOptionsEnvironmentVariable', 'enableNodeCliInspectArguments']) {
    it(`turns ${fuse} off`, () => expect(recipe).toMatch(`  ${fuse}: false`))
  }
  for (const fuse of ['onlyLoadAppFromAsar', 'enableCookieEncryption', 'enableEmbeddedAsarIntegrityValidation']) {
    it(`turns ${fuse} on`, () => expect(recipe).toMatch(`  ${fuse}: true`))
  }
})
