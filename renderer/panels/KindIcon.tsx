import type { DocumentKind } from '@contract/binder.ts'
import type { DocumentSummary } from '@contract/library.ts'
import css from '../theme/Kind.module.css'
import { kindText } from './binder-wording.ts'
import { ChapterIcon, NoteIcon, PartIcon, PictureIcon, ResearchIcon, SceneIcon } from './icons.tsx'

const icons: Readonly<Record<DocumentKind, typeof PartIcon>> = {
  part: PartIcon,
  chapter: ChapterIcon,
  scene: SceneIcon,
  note: NoteIcon,
  research: ResearchIcon,
}

/** What a document is, to see and to hear. */
export function KindIcon({ document }: { document: Pick<DocumentSummary, 'kind' | 'isImage'> }) {
  const name = document.isImage ? 'Picture' : kindText(document.kind)
  const Icon = document.isImage ? PictureIcon : icons[document.kind]
  return (
    <span className={css.kind} title={name}>
      <Icon />
      <span className={css.spoken}>{name}</span>
    </span>
  )
}
