import { availableParallelism, cpus, totalmem } from 'node:os'

/** A measured quantity: its name, unit, and samples in the order taken. */
export type Measure = Readonly<{ name: string; unit: string; samples: readonly number[]; budget?: number }>

/** The value below which `share` (0 to 1) of the samples lie, by linear interpolation. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  return sorted[low]! + (sorted[Math.ceil(at)]! - sorted[low]!) * (at - low)
}

export const machine = () =>
  `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`

/** Prints the measures as a table, or with `--json` as one object. */
export function report(title: string, measures: readonly Measure[]): void {
  const rows = measures.map(({ name, unit, samples, budget }) => ({
    name,
    unit,
    n: samples.length,
    median: round(quantile(samples, 0.5)),
    p95: round(quantile(samples, 0.95)),
    least: round(Math.min(...samples)),
    ...(budget === undefined ? {} : { budget }),
  }))
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ title, machine: machine(), node: process.version, measures: rows }))
    return
  }
  console.log(`${title} (${machine()})\n`)
  console.log('| what | n | median | p95 | least | budget |\n| --- | --- | --- | --- | --- | --- |')
  for (const row of rows)
    console.log(
      `| ${row.name} | ${row.n} | ${row.median} ${row.unit} | ${row.p95} ${row.unit} | ${row.least} ${row.unit} | ${row.budget === undefined ? '' : `${row.budget} ${row.unit}`} |`,
    )
}

const round = (value: number) => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value))
