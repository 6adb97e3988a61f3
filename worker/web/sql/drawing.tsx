import { Bars, type Bar } from '../chart/bars'
import { follows, type Stretch } from '../../src/catalog/follow'
import { Lines, type Series } from '../chart/lines'
import { isNumber } from '../dataset/shape'
import { count, whole } from '../format/numbers'
import { day } from '../format/periods'
import { moment } from '../format/times'
import { Empty } from '../ui/notice'
import type { Complete } from '../ask/complete'

/** A chart that a result suggests by the types of its columns. */
export type Drawn = { form: 'lines'; series: Series[]; title: string } | { form: 'bars'; bars: Bar[]; title: string }

const MOST_SERIES = 8
const MOST_BARS = 40

/** Figures over a date are lines, one for each name or figure; figures beside a name are bars; otherwise nothing. */
export function drawingOf({ columns, rows }: Complete): Drawn | undefined {
  const figures = columns.flatMap((column, i) => (isNumber(column) ? i : []))
  const name = columns.findIndex((column) => /^VARCHAR$/.test(column.type))
  if (figures.length === 0 || rows.length < 2) return undefined
  const title = (i: number) => columns[i]!.name
  const clock = clockOf(columns, rows)
  const series = clock && clock.times.length > 1 ? linesOf(rows, clock, name, figures, title) : undefined
  if (clock && series && series.length <= MOST_SERIES) {
    return { form: 'lines', series, title: `${name >= 0 ? title(figures[0]!) : 'Figures'} by ${title(clock.column)}` }
  }
  return name < 0 ? undefined : barsOf(rows, name, figures[0]!, `${title(figures[0]!)} by ${title(name)}`)
}

function barsOf(rows: Complete['rows'], name: number, figure: number, title: string): Drawn | undefined {
  const all = rows.flatMap((row) => {
    const value = row[figure]
    return value === null ? [] : [{ key: String(row[name]), name: String(row[name]), value: Number(value) }]
  })
  if (all.length === 0) return undefined
  const bars = all.slice(0, MOST_BARS)
  const cut = bars.length < all.length ? `: the first ${bars.length} of ${count(all.length, 'row')}` : ''
  const empty = all.length < rows.length ? `; ${count(rows.length - all.length, 'row')} without a figure` : ''
  return { form: 'bars', bars, title: title + cut + empty }
}

/** When rows are: the column that says so, and all times of the answer, in order. */
interface Clock {
  column: number
  times: { x: number; label: string; joins: boolean }[]
}

/** `period_end` says how long the time of a row is, and `period_kind` of which kind; without, a row is about a moment. */
function clockOf(columns: Complete['columns'], rows: Complete['rows']): Clock | undefined {
  const at = (name: string) => columns.findIndex((column) => column.name === name)
  const column = columns.findIndex(({ type }) => /^(DATE|TIMESTAMP)/.test(type))
  if (column < 0) return undefined
  const end = columns[column]!.name === 'period_start' && at('period_end') >= 0 ? at('period_end') : column
  const labels = new Map<number, string>()
  const stretches = new Map<number, Stretch>()
  for (const row of rows) {
    if (row[column] === null || row[end] === null) continue
    const [start, until] = [dayOf(row[column]), dayOf(row[end])]
    const kind = row[at('period_kind')] ?? (start === until ? 'snapshot' : 'range')
    labels.set(start, Number.isInteger(start) ? day(String(row[column])) : moment(String(row[column])))
    stretches.set(start, { start, end: Math.max(until, stretches.get(start)?.end ?? until), kind: String(kind) })
  }
  const ordered = [...stretches.values()].sort((a, b) => a.start - b.start)
  const joined = follows(ordered)
  return { column, times: ordered.map(({ start }, i) => ({ x: start, label: labels.get(start)!, joins: joined[i]! })) }
}

function dayOf(cell: unknown): number {
  const text = String(cell)
  const zoned = text.length <= 10 || /(Z|[+-]\d\d(:?\d\d)?)$/.test(text)
  return Date.parse(zoned ? text : `${text}Z`) / 86_400_000
}

/** A line for each name, or else for each figure; nothing when one of them has several values for one time. */
function linesOf(
  rows: Complete['rows'],
  clock: Clock,
  name: number,
  figures: number[],
  title: (column: number) => string,
): Series[] | undefined {
  const lines =
    name >= 0
      ? [...byName(rows, name)].map(([key, own]) => lineOf(own, clock, figures[0]!, key))
      : figures.map((figure) => lineOf(rows, clock, figure, title(figure)))
  return lines.every((line) => line !== undefined) ? lines : undefined
}

function byName(rows: Complete['rows'], name: number): Map<string, Complete['rows']> {
  const groups = new Map<string, Complete['rows']>()
  for (const row of rows) {
    const known = groups.get(String(row[name]))
    if (known) known.push(row)
    else groups.set(String(row[name]), [row])
  }
  return groups
}

function lineOf(rows: Complete['rows'], { column, times }: Clock, figure: number, name: string): Series | undefined {
  const dated = rows.filter((row) => row[column] !== null)
  const values = new Map(dated.map((row) => [dayOf(row[column]), row[figure] === null ? null : Number(row[figure])]))
  if (values.size < dated.length) return undefined
  return { name, points: times.map((time) => ({ ...time, value: values.get(time.x) ?? null })) }
}

/** In place of a chart that would leave out rows. */
export function NotDrawn({ rows }: { rows: number }) {
  return (
    <Empty title="This answer is not drawn: it has more rows than were fetched">
      <p>
        Only the first {whole(rows)} are here, and a chart of them would leave out the others. Aggregate them in SQL, or
        narrow the statement by WHERE.
      </p>
    </Empty>
  )
}

export function Drawing({ drawing }: { drawing: Drawn }) {
  return (
    <figure class="chart">
      <figcaption>{drawing.title}</figcaption>
      {drawing.form === 'lines' ? (
        <Lines series={drawing.series} words={`Line chart. ${drawing.title}`} />
      ) : (
        <Bars bars={drawing.bars} label={drawing.title} />
      )}
    </figure>
  )
}
