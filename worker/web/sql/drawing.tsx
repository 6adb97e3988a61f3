import { Bars, type Bar } from '../chart/bars'
import { Lines, type Series } from '../chart/lines'
import { isNumber } from '../dataset/shape'
import { dayNumber, day } from '../format/periods'
import type { Result } from './ask'

/** A chart that a result suggests by the types of its columns. */
export type Drawn = { form: 'lines'; series: Series[]; title: string } | { form: 'bars'; bars: Bar[]; title: string }

const MOST_SERIES = 8
const MOST_BARS = 40

/** Figures over a date are lines, one for each name or figure; figures beside a name are bars; otherwise nothing. */
export function drawingOf({ columns, rows }: Result): Drawn | undefined {
  const figures = columns.flatMap((column, i) => (isNumber(column) ? i : []))
  const when = columns.findIndex((column) => /^(DATE|TIMESTAMP)/.test(column.type))
  const name = columns.findIndex((column) => /^VARCHAR$/.test(column.type))
  if (figures.length === 0 || rows.length < 2) return undefined
  const title = (i: number) => columns[i]!.name
  if (when >= 0) {
    const series =
      name >= 0 ? byName(rows, when, name, figures[0]!) : figures.map((i) => lineOf(rows, when, i, title(i)))
    if (series.length <= MOST_SERIES && series.some(({ points }) => points.length > 1)) {
      return { form: 'lines', series, title: `${name >= 0 ? title(figures[0]!) : 'Figures'} by ${title(when)}` }
    }
  }
  if (name < 0) return undefined
  const bars = rows.slice(0, MOST_BARS).flatMap((row) => {
    const value = row[figures[0]!]
    return value === null ? [] : [{ key: String(row[name]), name: String(row[name]), value: Number(value) }]
  })
  return { form: 'bars', bars, title: `${title(figures[0]!)} by ${title(name)}` }
}

function byName(rows: Result['rows'], when: number, name: number, figure: number): Series[] {
  const groups = new Map<string, Result['rows']>()
  for (const row of rows) groups.set(String(row[name]), [...(groups.get(String(row[name])) ?? []), row])
  return [...groups].map(([key, own]) => lineOf(own, when, figure, key))
}

function lineOf(rows: Result['rows'], when: number, figure: number, name: string): Series {
  const dated = rows.filter((row) => row[when] !== null)
  const points = dated.map((row) => {
    const date = String(row[when]).slice(0, 10)
    return { x: dayNumber(date), label: day(date), value: row[figure] === null ? null : Number(row[figure]) }
  })
  return { name, points: points.sort((a, b) => a.x - b.x) }
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
