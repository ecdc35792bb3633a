import type { CSSProperties } from 'react'
import css from '../theme/Slider.module.css'

type SliderProps = Readonly<{
  id: string
  min: number
  max: number
  step: number
  value: number
  /** What is read out in place of the bare number. */
  text: string
  describedBy?: string
  onChange: (value: number) => void
}>

export function Slider({ id, min, max, step, value, text, describedBy, onChange }: SliderProps) {
  const style = { '--share': (value - min) / (max - min) } as CSSProperties
  return (
    <input
      id={id}
      className={css.slider}
      type="range"
      min={min}
      max={max}
      step={step}
      value={value}
      style={style}
      aria-valuetext={text}
      aria-describedby={describedBy}
      onChange={event => onChange(event.target.valueAsNumber)}
    />
  )
}
