import { getSchema } from '@tiptap/core'
import type { Extensions } from '@tiptap/core'
import { DOMSerializer } from '@tiptap/pm/model'
import { useLayoutEffect, useRef, useState } from 'react'
import type { Document } from '@contract/library.ts'
import css from '../theme/Editor.module.css'
import { isKnownContent } from './content.ts'
import { replayed } from './journal.ts'
import { studioExtensions } from './schema.ts'

type StaticPageProps = Readonly<{ document: Document; extra: Extensions }>

/** A document's text as it stands on the page, to be read: no editor is behind it. */
export function StaticPage({ document, extra }: StaticPageProps) {
  const [extensions] = useState(() => [
    ...studioExtensions({ typographicQuotes: () => false, onRefused: () => undefined }),
    ...extra,
  ])
  const host = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const known = isKnownContent(extensions, document.doc)
    const content = known ? (replayed(extensions, document) ?? getSchema(extensions).nodeFromJSON(document.doc)) : null
    const drawn = content && DOMSerializer.fromSchema(content.type.schema).serializeFragment(content.content)
    host.current?.replaceChildren(drawn ?? 'This document cannot be shown here. Open it by itself.')
  }, [document, extensions])
  return (
    <div className={css.content}>
      <div ref={host} className="ProseMirror" />
    </div>
  )
}
