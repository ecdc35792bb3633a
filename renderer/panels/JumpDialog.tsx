import { Command } from 'cmdk'
import { flushSync } from 'react-dom'
import type { DocumentId } from '@contract/library.ts'
import type { DocumentHit } from '@contract/search.ts'
import css from '../theme/Palette.module.css'
import { Dialog } from './Dialog.tsx'
import { Excerpt } from './Excerpt.tsx'

/** A document by its title; `aside` says where it is. */
export type JumpTitle = Readonly<{ id: DocumentId; title: string; aside: string }>

type JumpDialogProps = Readonly<{
  text: string
  /** Documents whose titles fit, then texts that do. */
  titles: readonly JumpTitle[]
  hits: readonly DocumentHit[]
  onText: (text: string) => void
  onTitle: (id: DocumentId) => void
  onHit: (hit: DocumentHit) => void
  onClose: () => void
}>

/** Goes to a document by a few letters of its title, or by words of its text. */
export function JumpDialog({ text, titles, hits, onText, onTitle, onHit, onClose }: JumpDialogProps) {
  const go = (run: () => void) => () => {
    // The dialog goes and gives the focus back before the page takes it.
    flushSync(onClose)
    run()
  }
  return (
    <Dialog title="Go to a document" quiet place="top" onClose={onClose}>
      <Command label="Go to a document" loop shouldFilter={false} className={css.palette}>
        <Command.Input
          data-focus
          placeholder="Go to: a title, or words of a text"
          className={css.input}
          value={text}
          onValueChange={onText}
        />
        <Command.List className={css.list}>
          <Command.Empty className={css.empty}>No title and no text has that.</Command.Empty>
          {titles.length > 0 && (
            <Command.Group heading="Titles" className={css.group}>
              {titles.map(({ id, title, aside }) => (
                <Command.Item key={id} value={`title ${id}`} className={css.item} onSelect={go(() => onTitle(id))}>
                  <span>{title}</span>
                  <small>{aside}</small>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {hits.length > 0 && (
            <Command.Group heading="Texts" className={css.group}>
              {hits.map(hit => (
                <Command.Item
                  key={hit.document}
                  value={`text ${hit.document}`}
                  className={css.item}
                  onSelect={go(() => onHit(hit))}
                >
                  <span className={css.excerpt}>
                    <Excerpt pieces={hit.excerpt} />
                  </span>
                  <small>
                    <Excerpt pieces={hit.title} />
                  </small>
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Dialog>
  )
}
