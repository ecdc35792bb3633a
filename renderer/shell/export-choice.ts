import { EXPORT_FORMATS, HEADINGS } from '@contract/files.ts'
import type { ExportChoice } from '../panels/ExportDialog.tsx'

/** Whose words they are is told only where somebody says so each time. */
type Kept = Omit<ExportChoice, 'what' | 'origins'>

const KEY = 'export-choice'
const usual: Kept = { format: 'markdown', headings: 'chapters', titlePage: true, author: '', language: 'en' }

/** What was chosen at the last export on this machine. */
export function keptExportChoice(): Kept {
  const kept = parsed(localStorage.getItem(KEY))
  const format = EXPORT_FORMATS.find(it => it === kept['format']) ?? usual.format
  const text = (name: 'author' | 'language') => (typeof kept[name] === 'string' ? kept[name] : usual[name])
  return {
    format,
    headings: HEADINGS.find(it => it === kept['headings']) ?? usual.headings,
    titlePage: kept['titlePage'] !== false,
    author: text('author'),
    language: text('language'),
  }
}

export function keepExportChoice({ what: _, origins: __, ...choice }: ExportChoice): void {
  localStorage.setItem(KEY, JSON.stringify(choice))
}

function parsed(json: string | null): Record<string, unknown> {
  const value: unknown = json === null ? null : JSON.parse(json)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
