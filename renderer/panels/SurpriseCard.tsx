import css from '../theme/SurpriseCard.module.css'
import { oddsText } from './run-wording.ts'
import { counted } from './wording.ts'

/** A word of the page and how surprising the model finds it, in nats. */
type Word = Readonly<{ from: number; to: number; text: string; nats: number }>

type SurpriseCardProps = Readonly<{
  words: readonly Word[]
  /** Selects a word on the page. */
  onWord: (word: Word) => void
  onClose: () => void
}>

/** How many words are named at either end. */
const NAMED = 6

/** The most and the least surprising words of a passage. */
export function SurpriseCard({ words, onWord, onClose }: SurpriseCardProps) {
  const rising = words.toSorted((a, b) => a.nats - b.nats)
  const named = Math.min(NAMED, Math.ceil(words.length / 2))
  return (
    <section className={css.card} aria-label="Surprise">
      <header className={css.head}>
        <b>Surprise</b>
        <span>{counted(words.length, 'word')}</span>
        <button type="button" className={css.close} onClick={onClose}>
          Close
        </button>
      </header>
      <p className={css.said}>
        How likely the model finds each word where it stands, given all the others. Unlikely is not wrong: it may be
        your voice. Choose a word to select it on the page.
      </p>
      <div className={css.lists}>
        <List title="Most surprising" words={rising.slice(words.length - named).toReversed()} onWord={onWord} />
        <List title="Most foreseeable" words={rising.slice(0, named)} onWord={onWord} />
      </div>
    </section>
  )
}

type ListProps = Readonly<{ title: string; words: readonly Word[]; onWord: (word: Word) => void }>

function List({ title, words, onWord }: ListProps) {
  return (
    <div role="group" aria-label={title}>
      <p className={css.title}>{title}</p>
      {words.map(word => (
        <button key={word.from} type="button" className={css.word} onClick={() => onWord(word)}>
          {word.text} <small>{oddsText(word.nats)}</small>
        </button>
      ))}
    </div>
  )
}
