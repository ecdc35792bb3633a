import css from '../theme/Help.module.css'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { helpTopics } from './help-topics.ts'
import { HelpPicture } from './HelpPicture.tsx'

type HelpDialogProps = Readonly<{
  /** A command's title and key (empty for none); null for one that is not there. */
  commandOf: (id: string) => Readonly<{ title: string; keys: string }> | null
  onSteps: () => void
  onKeys: () => void
  onClose: () => void
}>

/** What the studio can do: each thing in a few words, with a picture and its keys. */
export function HelpDialog({ commandOf, onSteps, onKeys, onClose }: HelpDialogProps) {
  return (
    <Dialog title="What Palimpsest can do" place="wide" onClose={onClose}>
      <div className={css.topics} data-focus tabIndex={0} role="group" aria-label="Features">
        {helpTopics.map(({ title, text, commands, rows, alt }) => (
          <section key={title} className={css.topic}>
            <HelpPicture rows={rows} alt={alt} />
            <div>
              <h3>{title}</h3>
              <p>{text}</p>
              <dl className={css.keys}>
                {commands.flatMap(id => {
                  const command = commandOf(id)
                  if (command === null) return []
                  return (
                    <div key={id}>
                      <dt>{command.title}</dt>
                      <dd>{command.keys === '' ? 'by name' : <kbd>{command.keys}</kbd>}</dd>
                    </div>
                  )
                })}
              </dl>
            </div>
          </section>
        ))}
      </div>
      <DialogButtons>
        <button type="button" onClick={onKeys}>
          All keys
        </button>
        <button type="button" onClick={onSteps}>
          Take the first steps
        </button>
        <button type="button" data-main onClick={onClose}>
          Done
        </button>
      </DialogButtons>
    </Dialog>
  )
}
