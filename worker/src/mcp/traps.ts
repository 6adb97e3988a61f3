import type { Dataset, DatasetColumn, PeriodRows } from '../catalog/catalog'
import { coverage, day } from '../catalog/describe'
import { follows } from '../catalog/follow'

/** What makes a plausible query of a dataset wrong, as far as its catalogue shows; `levelsOf` asks its data. */
export function traps(dataset: Dataset): string[] {
  return [kindsOfPeriod, gaps, marks, snapshots, ratios, revisions].flatMap((trap) => trap(dataset) ?? [])
}

type Trap = (dataset: Dataset) => string | undefined

const kindsOfPeriod: Trap = (dataset) => {
  const kinds = [...new Set(coverage(dataset).map((period) => period.kind))]
  if (kinds.length < 2) return undefined
  return `it has periods of several kinds (${kinds.join(', ')}) that may overlap: choose one by period_kind before summing.`
}

const gaps: Trap = (dataset) => {
  const periods = coverage(dataset)
  const kinds = [...new Set(periods.map((period) => period.kind))]
  const missing = kinds.flatMap((kind) =>
    missingIn(
      periods.filter((period) => period.kind === kind),
      dataset.frequency,
    ),
  )
  if (missing.length === 0) return undefined
  return `it lacks periods between ${missing.slice(0, 3).join(', between ')}${missing.length > 3 ? ', and in other gaps' : ''}.`
}

const DAY_MILLIS = 86_400_000

/** Where a period does not follow the one before, of those of one kind. */
function missingIn(periods: PeriodRows[], frequency: string | undefined): string[] {
  const joined = follows(
    periods.map(({ start, end, kind }) => ({
      ...{ start: start.getTime() / DAY_MILLIS, end: end.getTime() / DAY_MILLIS, kind },
    })),
    frequency,
  )
  return periods.flatMap(({ end, kind }, i) => {
    const before = periods[i - 1]
    if (!before || joined[i]) return []
    return [`the ${kind}s that end on ${day(before.end)} and ${day(end)}`]
  })
}

const marks: Trap = (dataset) => {
  if (!dataset.columns.some((column) => column.role === 'STATUS')) return undefined
  return 'a figure that was withheld is NULL, and its mark is in <column>_status; sums leave it out.'
}

const snapshots: Trap = (dataset) => {
  const periods = coverage(dataset)
  if (periods.some(({ kind }) => kind === 'snapshot'))
    return 'its periods are snapshots: do not add counts of different days to each other.'
  return periods.some(({ start, end }) => start.getTime() === end.getTime())
    ? 'its periods are single days: counts of who or what is there on a day must not be added over days.'
    : undefined
}

/** Whether it is a rate, an average or a rank: adding these up makes no sense. */
export function isRatio({ unit }: DatasetColumn): boolean {
  return /%|\bper\b|percent|rate|ratio|average|mean|median|score|rank|decile/i.test(unit)
}

const ratios: Trap = (dataset) => {
  const columns = dataset.columns.filter(isRatio)
  if (columns.length === 0) return undefined
  return `${columns
    .slice(0, 4)
    .map((column) => column.name)
    .join(', ')} cannot be added up or averaged without weights.`
}

const revisions: Trap = (dataset) => {
  const open = dataset.releases.filter((release) => /provisional|preliminary/i.test(release.vintage))
  if (open.length === 0) return undefined
  return `releases ${open
    .slice(-3)
    .map((release) => release.release)
    .join(', ')} are provisional and may be revised.`
}
