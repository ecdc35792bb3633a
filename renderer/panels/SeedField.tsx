import { useState } from 'react'
import css from '../theme/PassagePanel.module.css'
import { CopyIcon, DrawIcon, PinIcon } from './icons.tsx'
import { IconButton } from './IconButton.tsx'
import { seedText } from './wording.ts'

const SEED_MAX = 0xffff_ffff

type SeedFieldProps = Readonly<{
  id: string
  seed: number
  fixed: boolean
  describedBy: string
  onSeed: (seed: number) => void
  onFixed: (fixed: boolean) => void
  onCopy: () => void
}>

/** The seed: drawn for each run, or fixed by the writer (typing one fixes it). */
export function SeedField({ id, seed, fixed, describedBy, onSeed, onFixed, onCopy }: SeedFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const type = (text: string) => {
    setTyped(text)
    const value = parseSeed(text)
    if (value === null) return
    onSeed(value)
    onFixed(true)
  }
  return (
    <div className={css.seed}>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        aria-describedby={describedBy}
        aria-invalid={typed !== null && parseSeed(typed) === null}
        data-fixed={fixed}
        value={typed ?? seedText(seed)}
        onFocus={event => event.target.select()}
        onChange={event => type(event.target.value)}
        onBlur={() => setTyped(null)}
      />
      <IconButton name="Copy the seed" onClick={onCopy}>
        <CopyIcon />
      </IconButton>
      <IconButton name="Keep this seed for every run" pressed={fixed} onClick={() => onFixed(!fixed)}>
        <PinIcon />
      </IconButton>
      <IconButton name="Draw another seed" onClick={() => onSeed(drawSeed())}>
        <DrawIcon />
      </IconButton>
    </div>
  )
}

/** A typed seed, blanks and separators left out; null if it is none. */
function parseSeed(text: string): number | null {
  const digits = text.replace(/[\s\u202f.,']/g, '')
  const seed = Number(digits)
  return /^\d+$/.test(digits) && seed <= SEED_MAX ? seed : null
}

function drawSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}
