import type { Extensions } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Document, DocumentId, DocumentSummary } from '@contract/library.ts'
import { StaticPage } from '../editor/StaticPage.tsx'
import css from '../theme/Reading.module.css'

/** Where the caret goes in a document that is opened from here. */
export type Entry = Readonly<{ left: number; top: number }> | 'start' | 'end'

type ReadingViewProps = Readonly<{
  title: string
  documents: readonly DocumentSummary[]
  open: DocumentId | null
  extra: Extensions
  load: (id: DocumentId) => Promise<Document | null>
  onEnter: (id: DocumentId, entry: Entry) => void
  /** The editor of the open document, drawn in its place. */
  children: ReactNode
}>

/** Scenes one under the other: the open one in its editor, the others to be read until they are entered. */
export function ReadingView({ title, documents, open, extra, load, onEnter, children }: ReadingViewProps) {
  const scroller = useRef<HTMLDivElement>(null)

  // A document opened from elsewhere is brought into sight; one that is in sight stays where it is.
  useEffect(() => {
    const frame = scroller.current?.getBoundingClientRect()
    const scene = open === null ? null : scroller.current?.querySelector(`[data-scene="${CSS.escape(open)}"]`)
    const box = scene?.getBoundingClientRect()
    if (frame && box && (box.bottom < frame.top + 80 || box.top > frame.bottom - 80)) scene?.scrollIntoView()
  }, [open])

  return (
    <div ref={scroller} className={css.reading} data-scroller>
      <h2 className={css.head}>{title}</h2>
      {documents.map((document, at) => (
        <section key={document.id} className={css.scene} data-kind={document.kind} data-scene={document.id}>
          <h3 className={css.title}>{document.title}</h3>
          {document.id === open ? (
            <div
              onKeyDownCapture={event => {
                const to =
                  event.key === 'ArrowDown' ? documents[at + 1] : event.key === 'ArrowUp' ? documents[at - 1] : null
                if (!to || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
                if (!atEdge(event.currentTarget, event.key === 'ArrowDown')) return
                event.preventDefault()
                event.stopPropagation()
                onEnter(to.id, event.key === 'ArrowDown' ? 'start' : 'end')
              }}
            >
              {children}
            </div>
          ) : (
            <Scene document={document} scroller={scroller} extra={extra} load={load} onEnter={onEnter} />
          )}
        </section>
      ))}
    </div>
  )
}

/** Whether the caret stands in the first or the last line of the page in `host`. */
function atEdge(host: HTMLElement, last: boolean): boolean {
  const page = host.querySelector('.ProseMirror')
  const edge = last ? page?.lastElementChild : page?.firstElementChild
  const selection = window.getSelection()
  if (!edge || !selection?.isCollapsed || !edge.contains(selection.anchorNode)) return false
  const caret = selection.getRangeAt(0).getBoundingClientRect()
  const box = edge.getBoundingClientRect()
  // An empty line has no box of its own: the caret's is then that of nothing.
  if (caret.height === 0) return true
  return last ? box.bottom - caret.bottom < caret.height : caret.top - box.top < caret.height
}

type SceneProps = Readonly<{
  document: DocumentSummary
  scroller: React.RefObject<HTMLDivElement | null>
  extra: Extensions
  load: (id: DocumentId) => Promise<Document | null>
  onEnter: (id: DocumentId, entry: Entry) => void
}>

/** Loaded when it comes near the window, and again when it has changed. */
function Scene({ document, scroller, extra, load, onEnter }: SceneProps) {
  const { id, title, words, updatedAtMs } = document
  const [near, setNear] = useState(false)
  const [loaded, setLoaded] = useState<Document | null>(null)
  const page = useRef<HTMLElement>(null)

  useEffect(() => {
    if (!page.current) return
    const watcher = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true)
      },
      { root: scroller.current, rootMargin: '1200px 0px' },
    )
    watcher.observe(page.current)
    return () => watcher.disconnect()
  }, [scroller])

  useEffect(() => {
    let gone = false
    if (near)
      void load(id).then(document => {
        if (!gone) setLoaded(document)
      })
    return () => {
      gone = true
    }
    // `load` only asks main: another function would bring the same document.
  }, [near, id, updatedAtMs])

  return (
    <article
      ref={page}
      className={css.page}
      tabIndex={0}
      role="group"
      aria-label={`Text of ${title}. Enter to write in it.`}
      style={loaded ? undefined : { minHeight: `${Math.max(6, words / 9)}em` }}
      onClick={event => {
        if (window.getSelection()?.isCollapsed !== false) onEnter(id, { left: event.clientX, top: event.clientY })
      }}
      onKeyDown={event => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return
        event.preventDefault()
        onEnter(id, 'start')
      }}
    >
      {loaded && <StaticPage document={loaded} extra={extra} />}
    </article>
  )
}
