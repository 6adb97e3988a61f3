import { dayNumber } from '../format/periods'

/** The time that all datasets of a list share, so that one can be seen beside the other. */
export interface Axis {
  from: number
  to: number
  years: { year: number; at: number }[]
}

interface Covered {
  first_period: string | null
  last_period: string | null
}

export function axisOf(datasets: Covered[]): Axis {
  const firsts = datasets.flatMap((dataset) => dataset.first_period ?? [])
  const lasts = datasets.flatMap((dataset) => dataset.last_period ?? [])
  const from = Number((firsts.sort()[0] ?? '2024').slice(0, 4))
  const to = Number((lasts.sort().at(-1) ?? '2025').slice(0, 4)) + 1
  const step = [1, 2, 5, 10, 20].find((size) => (to - from) / size <= 5) ?? 50
  const years = []
  for (let year = Math.ceil(from / step) * step; year < to; year += step) years.push({ year, at: dayOf(year) })
  return { from: dayOf(from), to: dayOf(to), years }
}

const dayOf = (year: number) => dayNumber(`${year}-01-01`)
const percent = (axis: Axis, day: number) => (100 * (day - axis.from)) / (axis.to - axis.from)

export function AxisTicks({ axis }: { axis: Axis }) {
  return (
    <span class="axis">
      {axis.years.map(({ year, at }) => (
        <span key={year} style={{ left: `${percent(axis, at)}%` }}>
          {year}
        </span>
      ))}
    </span>
  )
}

/** The times that are covered, on the common axis. The words beside it say the same. */
export function Span({ axis, covered }: { axis: Axis; covered: { start: string; end: string }[] }) {
  return (
    <span class="span" aria-hidden="true">
      {axis.years.map(({ year, at }) => (
        <i key={year} style={{ left: `${percent(axis, at)}%` }} />
      ))}
      {covered.map(({ start, end }) => {
        const left = percent(axis, dayNumber(start))
        return <b key={start} style={{ left: `${left}%`, width: `${percent(axis, dayNumber(end) + 1) - left}%` }} />
      })}
    </span>
  )
}
