import { useEffect, useState } from 'react'
import type { Picture } from '@contract/binder.ts'
import type { DocumentId } from '@contract/library.ts'
import css from '../theme/Picture.module.css'

type PicturePageProps = Readonly<{
  id: DocumentId
  title: string
  /** Resolves to null if it cannot be read. */
  load: (id: DocumentId) => Promise<Picture | null>
}>

/** A research document that is a picture. */
export function PicturePage({ id, title, load }: PicturePageProps) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    void load(id).then(picture => {
      if (picture === null || gone) return
      made = URL.createObjectURL(new Blob([new Uint8Array(picture.bytes)], { type: picture.mediaType }))
      setUrl(made)
    })
    return () => {
      gone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
    // The component is given the document's id as key.
  }, [id])
  return (
    <figure className={css.picture}>
      {url !== null && <img src={url} alt={title} />}
      <figcaption>{title}</figcaption>
    </figure>
  )
}
