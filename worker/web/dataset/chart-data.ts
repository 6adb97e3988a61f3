import type { Bar } from '../chart/bars'
import type { Series } from '../chart/lines'
import { dayNumber, period } from '../format/periods'
import type { Result } from '../sql/ask'

/** One figure of a chart. `n` is how many rows it was made of. */
export interface Drawn {
  key: string
  name: string
  period?: { start: string; end: string }
  value: number | null
  n: number
}

export function readRows({ columns, rows }: Result): Drawn[] {
  const at = (name: string) => columns.findIndex((column) => column.name === name)
  const [start, end, key, name, value, n] = ['period_start', 'period_end', 'key', 'name', 'value', 'n'].map(at)
  return rows.map((row) => ({
    key: String(row[key!] ?? ''),
    name: String(row[name!] ?? row[key!] ?? ''),
    ...(start! >= 0 && { period: { start: String(row[start!]).slice(0, 10), end: String(row[end!]).slice(0, 10) } }),
    value: row[value!] === null ? null : Number(row[value!]),
    n: Number(row[n!]),
  }))
}

/** A line for each thing, the highest at the end first; a period without a figure is a gap. */
export function linesOf(drawn: Drawn[]): Series[] {
  const periods = new Map(drawn.map(({ period: at }) => [at!.start, at!]))
  const times = [...periods.values()].sort((a, b) => (a.start < b.start ? -1 : 1))
  const byKey = new Map<string, Drawn[]>()
  for (const each of drawn) byKey.set(each.key, [...(byKey.get(each.key) ?? []), each])
  const lines = [...byKey.values()].map((points) => {
    const values = new Map(points.map((point) => [point.period!.start, point.value]))
    return {
      name: points.at(-1)!.name,
      points: times.map((at) => ({
        x: dayNumber(at.start),
        label: period({ ...at, kind: 'month' }),
        value: values.get(at.start) ?? null,
      })),
    }
  })
  const last = (line: Series) => line.points.findLast(({ value }) => value !== null)?.value ?? 0
  return lines.sort((a, b) => last(b) - last(a))
}

export function barsOf(drawn: Drawn[]): Bar[] {
  return drawn.map(({ key, name, value }) => ({ key, name, value: value ?? 0 }))
}
