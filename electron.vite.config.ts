import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

const at = (path: string) => resolve(import.meta.dirname, path)

/** The oldest runtime that the built code must run on: Electron 33 (README, Design). */
const node = 'node20.18'
const chrome = 'chrome130'

export default defineConfig({
  main: {
    build: {
      target: node,
      outDir: 'out/main',
      externalizeDeps: { exclude: ['zod', '@huggingface/tokenizers', '@tiptap/pm'] },
      rolldownOptions: {
        input: {
          index: at('electron/main/index.ts'),
          engine: at('electron/process/engine.ts'),
          files: at('electron/process/files.ts'),
          spelling: at('electron/process/spelling.ts'),
          'check-copy': at('electron/process/check-copy.ts'),
          salvage: at('electron/process/salvage.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      target: node,
      outDir: 'out/preload',
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    base: './',
    resolve: { alias: { '@contract': at('electron/contract') } },
    build: {
      target: chrome,
      minify: true,
      outDir: at('out/renderer'),
      rolldownOptions: {
        input: {
          index: at('renderer/index.html'),
          print: at('renderer/print.html'),
          recovery: at('renderer/recovery.html'),
        },
      },
    },
    plugins: [react()],
  },
})
