import type { Period } from '../api/types'
import type { Bar } from '../chart/bars'
import { follows } from '../../src/catalog/follow'
import type { Series } from '../chart/lines'
import { dayNumber, period, stretchOf } from '../format/periods'
import type { Complete } from '../ask/complete'
import { type AspectValue, BARS, type Choice, LINES } from './chart-sql'
import type { Shape } from './shape'

/** One figure of a chart. `n` is how many rows it was made of. */
export interface Drawn {
  key: string
  name: string
  period?: { start: string; end: string }
  value: number | null
  n: number
}

export function readRows({ columns, rows }: Complete): Drawn[] {
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

type When = NonNullable<Drawn['period']>

const idOf = ({ start, end }: When) => `${start}/${end}`

/**
 * A line for each thing, the highest at the end first; a period without a figure is a gap.
 *
 * @param periods all that the dataset has of the kind that is drawn, in order: what is not there was not published
 * @param frequency how often the dataset has a release
 */
export function linesOf(drawn: Drawn[], periods: Period[], frequency: string): Series[] {
  const times = timesOf(drawn, periods, frequency)
  const byKey = new Map<string, Drawn[]>()
  for (const each of drawn) {
    const known = byKey.get(each.key)
    if (known) known.push(each)
    else byKey.set(each.key, [each])
  }
  const lines = [...byKey.values()].map((points) => {
    const values = new Map(points.map((point) => [idOf(point.period!), point.value]))
    return {
      name: points.at(-1)!.name,
      points: times.map(({ id, ...time }) => ({ ...time, value: values.get(id) ?? null })),
    }
  })
  const last = (line: Series) => line.points.findLast(({ value }) => value !== null)?.value ?? 0
  return lines.sort((a, b) => last(b) - last(a))
}

/** The periods from the first with a figure to the last, those without one between them included. */
function timesOf(drawn: Drawn[], periods: Period[], frequency: string) {
  const joined = follows(periods.map(stretchOf), frequency)
  const shown = new Set(drawn.map((each) => idOf(each.period!)))
  const times = periods.map((each, i) => ({
    id: idOf(each),
    x: (dayNumber(each.start) + dayNumber(each.end)) / 2,
    label: period(each),
    joins: joined[i]!,
  }))
  const first = times.findIndex(({ id }) => shown.has(id))
  return times.slice(first, times.findLastIndex(({ id }) => shown.has(id)) + 1)
}

export function barsOf(drawn: Drawn[]): Bar[] {
  return drawn.flatMap(({ key, name, value }) => (value === null ? [] : [{ key, name, value }]))
}

/** @param drawn nothing until it is answered */
export function captionOf(shape: Shape, values: AspectValue[], choice: Choice, drawn?: Drawn[]): string {
  const { form, figure, held, subjects } = choice
  const what = figure.description.replace(/[.;].*$/, '') || figure.name
  const words = ([aspect, value]: [string, string]) =>
    values.find((each) => each.aspect === aspect && each.value === value)?.words ?? value
  const of = Object.keys(held).length ? ` (${Object.entries(held).map(words).join('; ')})` : ''
  const newest = period(shape.periods.at(-1)!)
  if (form === 'ranking') return `${what}${of}: ${whichOf(drawn, BARS)} in ${newest}`
  if (subjects.length > 0 || !shape.subject) return `${what}${of} over time`
  return `${what}${of}: ${whichOf(drawn, LINES)} of ${newest} over time`
}

function whichOf(drawn: Drawn[] | undefined, most: number): string {
  if (!drawn?.length) return 'the highest'
  const things = new Set(drawn.map(({ key }) => key)).size
  if (things >= most) return `the ${most} highest`
  return things === 1 ? 'the only one' : `all ${things}`
}
