import type { Notice, NoticeTone } from '../state/notices.ts'
import css from '../theme/Notices.module.css'
import { CloseIcon } from './icons.tsx'
import { IconButton } from './IconButton.tsx'

type NoticesProps = Readonly<{ notices: readonly Notice[]; onClose: (id: string) => void }>

/** What the studio has to say, in a corner: read out by screen readers, never taking the focus. F6 reaches it. */
export function Notices({ notices, onClose }: NoticesProps) {
  return (
    <section className={css.notices} aria-label="Notices" {...(notices.length > 0 ? { 'data-pane': 'notices' } : {})}>
      <Live tone="status" notices={notices} onClose={onClose} />
      <Live tone="alert" notices={notices} onClose={onClose} />
    </section>
  )
}

/** A live region must be there before what it reads out. */
function Live({ tone, notices, onClose }: NoticesProps & { tone: NoticeTone }) {
  return (
    <div role={tone}>
      {notices
        .filter(notice => notice.tone === tone)
        .map(notice => (
          <div key={notice.id} className={css.notice} data-tone={tone}>
            <p>{notice.text}</p>
            {notice.actions.map(({ label, run }) => (
              <button key={label} type="button" onClick={run}>
                {label}
              </button>
            ))}
            <IconButton name="Close this notice" onClick={() => onClose(notice.id)}>
              <CloseIcon />
            </IconButton>
          </div>
        ))}
    </div>
  )
}
