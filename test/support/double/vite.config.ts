import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'

/** What the real page is served with: anything it would refuse is refused here too. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'none'",
].join('; ')

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  resolve: { alias: { '@contract': resolve(import.meta.dirname, '../../../electron/contract') } },
  build: {
    target: 'chrome130',
    outDir: resolve(import.meta.dirname, '../../../.palimpsest/double'),
    emptyOutDir: true,
  },
  preview: { headers: { 'Content-Security-Policy': policy } },
  plugins: [react()],
})
