import tseslint from 'typescript-eslint'

/** Folders, and what a file in them may not import: STYLE's import table, told again by test/layers.test.ts. */
const layers = [
  ['electron/contract/**', ['electron', 'better-sqlite3', 'onnxruntime-node', 'node:*', '../*']],
  ['electron/engine/**', ['electron', 'better-sqlite3', '../store/*', '../main/*', '**/store/**', '**/main/**']],
  ['electron/files/**', ['electron', 'better-sqlite3', 'onnxruntime-node', '**/engine/**', '**/store/**', '**/main/**']],
  ['electron/store/**', ['electron', 'onnxruntime-node', '**/engine/**', '**/main/**']],
  ['renderer/panels/**', ['**/editor/**', '**/shell/**', '**/studio.ts']],
  ['renderer/state/**', ['react', '**/editor/**', '**/panels/**', '**/shell/**', '**/studio.ts']],
  ['renderer/editor/**', ['**/state/**', '**/panels/**', '**/shell/**', '**/studio.ts']],
]

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'test-results/**', 'models/**', '.palimpsest/**', 'node_modules/**'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['electron/tsconfig.json', 'renderer/tsconfig.json', 'test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  ...layers.map(([files, group]) => ({
    files: [files],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message: 'See the import table in README.md.' }] }] },
  })),
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/engine/onnx.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [{ name: 'onnxruntime-node', message: 'Only electron/engine/onnx.ts may import ONNX Runtime.' }] }] },
  },
)
