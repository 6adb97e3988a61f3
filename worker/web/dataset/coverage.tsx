import { useState } from 'preact/hooks'
import type { Dataset, Period, Release } from '../api/types'
import { follows } from '../../src/catalog/follow'
import { count, whole } from '../format/numbers'
import { dayNumber, period, range, stretchOf } from '../format/periods'

/** A thread stays a thread, however few there are. */
const THICK = 12

/** Which periods there are, drawn on an axis of time: a thread for each, as tall as it has rows, and gaps where none is. */
export function Coverage({ dataset }: { dataset: Dataset }) {
  const kinds = kindsOf(dataset.periods)
  const axis = axisOf(dataset.periods)
  return (
    <section id="coverage" class="wide" aria-labelledby="coverage-title">
      <h2 id="coverage-title">Coverage over time</h2>
      {kinds.map((kind) => (
        <Strip
          key={kind}
          kind={kind}
          axis={axis}
          alone={kinds.length === 1}
          frequency={dataset.frequency}
          periods={dataset.periods.filter((each) => each.kind === kind)}
          releases={dataset.releases}
        />
      ))}
      <details class="as-table">
        <summary>As a table</summary>
        <PeriodTable periods={dataset.periods} releases={dataset.releases} />
      </details>
    </section>
  )
}

/** The kinds of periods, that which there are most of first. */
function kindsOf(periods: Period[]): string[] {
  const count = (kind: string) => periods.filter((each) => each.kind === kind).length
  return [...new Set(periods.map((each) => each.kind))].sort((a, b) => count(b) - count(a))
}

/** In days: one axis for all kinds, so that they stand above one another. */
interface Axis {
  from: number
  days: number
}

function axisOf(periods: Period[]): Axis {
  const from = Math.min(...periods.map((each) => dayNumber(each.start)))
  const to = Math.max(...periods.map((each) => dayNumber(each.end)))
  return { from, days: Math.max(1, to + 1 - from) }
}

interface StripProps {
  kind: string
  axis: Axis
  alone: boolean
  frequency: string
  periods: Period[]
  releases: Release[]
}

function Strip({ kind, axis, alone, frequency, periods, releases }: StripProps) {
  const [at, setAt] = useState<Period>()
  const first = periods[0]!.start
  const last = periods
    .map((each) => each.end)
    .sort()
    .at(-1)!
  const most = Math.max(...periods.map((each) => each.rows))
  const missing = gaps(periods, frequency)
  const x = (day: number) => (1000 * (day - axis.from)) / axis.days
  const words =
    `${count(periods.length, kind)}, ${range(first, last)}` +
    (missing.length ? `; nothing for ${missing.map((gap) => range(gap.start, gap.end)).join(', ')}` : '')
  return (
    <figure class="strip">
      <svg viewBox="0 0 1000 72" preserveAspectRatio="none" role="img" aria-label={words}>
        {missing.map((gap) => {
          const left = x(dayNumber(gap.start))
          return (
            <rect key={gap.start} class="gap" x={left} width={x(dayNumber(gap.end) + 1) - left} y="0" height="72" />
          )
        })}
        {periods.map((each) => {
          const left = x(dayNumber(each.start))
          const width = x(dayNumber(each.end) + 1) - left
          const height = 12 + 52 * Math.sqrt(each.rows / most)
          const thick = Math.min(width * 0.7, THICK)
          return (
            <g key={each.start + each.end} onPointerEnter={() => setAt(each)} onPointerLeave={() => setAt(undefined)}>
              <rect class="touch" x={left} width={width} y="0" height="72" />
              <rect class="band" x={left} width={width} y="68" height="4" />
              <rect class="thread" x={left + (width - thick) / 2} width={thick} y={68 - height} height={height} />
            </g>
          )
        })}
      </svg>
      <YearTicks {...axis} />
      <figcaption>{at ? said(at, releases) : alone ? words : `By ${kind}: ${words}`}</figcaption>
    </figure>
  )
}

function said(at: Period, releases: Release[]): string {
  const release = releaseOf(at, releases)
  return `${period(at)}: ${count(at.rows, 'row')}${release ? `, release ${release.release}` : ''}`
}

function YearTicks({ from, days }: Axis) {
  const year = (day: number) => new Date(day * 86_400_000).getUTCFullYear()
  const ticks = []
  const span = year(from + days) - year(from)
  const step = [1, 2, 5, 10].find((size) => span / size <= 12) ?? 20
  for (let each = year(from) + 1; each <= year(from + days); each++) {
    if (each % step === 0) ticks.push(each)
  }
  return (
    <div class="axis" aria-hidden="true">
      {ticks.map((each) => (
        <span key={each} style={{ left: `${(100 * (dayNumber(`${each}-01-01`) - from)) / days}%` }}>
          {each}
        </span>
      ))}
    </div>
  )
}

/** The times between periods that no period is about. */
function gaps(periods: Period[], frequency: string): { start: string; end: string }[] {
  const joined = follows(periods.map(stretchOf), frequency)
  const found = []
  let covered = periods[0]!.end
  for (const [i, each] of periods.entries()) {
    if (i > 0 && !joined[i]) found.push({ start: shift(covered, 1), end: shift(each.start, -1) })
    if (each.end > covered) covered = each.end
  }
  return found
}

function shift(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * 86_400_000).toISOString().slice(0, 10)
}

/** The last release whose own period holds this one. */
function releaseOf(at: Period, releases: Release[]): Release | undefined {
  return releases.findLast((release) => release.period_start <= at.start && at.end <= release.period_end)
}

function PeriodTable({ periods, releases }: { periods: Period[]; releases: Release[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Periods">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col">Kind</th>
            <th scope="col" class="num">
              Rows
            </th>
            <th scope="col">Release</th>
          </tr>
        </thead>
        <tbody>
          {periods.toReversed().map((each) => (
            <tr key={each.start + each.end + each.kind}>
              <th scope="row">{period(each)}</th>
              <td>{each.kind}</td>
              <td class="num">{whole(each.rows)}</td>
              <td>{releaseOf(each, releases)?.release ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
