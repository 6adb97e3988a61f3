import type { Dataset, PeriodRows } from '../catalog/catalog'
import { coverage, day } from '../catalog/describe'

/** What makes a plausible query of a dataset wrong, as far as its description shows. */
export function traps(dataset: Dataset): string[] {
  return [kindsOfPeriod, gaps, marks, snapshots, ratios, revisions, levels].flatMap((trap) => trap(dataset) ?? [])
}

type Trap = (dataset: Dataset) => string | undefined

const kindsOfPeriod: Trap = (dataset) => {
  const kinds = [...new Set(coverage(dataset).map((period) => period.kind))]
  if (kinds.length < 2) return undefined
  return `it has periods of several kinds (${kinds.join(', ')}) that may overlap: choose one by period_kind before summing.`
}

const gaps: Trap = (dataset) => {
  const missing = missingAfter(coverage(dataset).filter((period) => period.kind === 'month'))
  if (missing.length === 0) return undefined
  return `it has no rows between ${missing.slice(0, 3).join(', between ')}${missing.length > 3 ? ', and in other gaps' : ''}.`
}

/** Where a month does not follow the one before. */
function missingAfter(months: PeriodRows[]): string[] {
  return months.slice(1).flatMap((month, i) => {
    const before = months[i]
    const next = before ? new Date(before.end.getTime() + 24 * 60 * 60 * 1000) : month.start
    return before && next < month.start ? [`${day(before.end)} and ${day(month.start)}`] : []
  })
}

const marks: Trap = (dataset) => {
  if (!dataset.columns.some((column) => column.role === 'STATUS')) return undefined
  return 'a figure that was withheld is NULL, and its mark is in <column>_status; sums leave it out.'
}

const snapshots: Trap = (dataset) =>
  coverage(dataset).some((period) => period.kind === 'snapshot' || period.start.getTime() === period.end.getTime())
    ? 'its periods are single days or snapshots: do not add counts of different days to each other.'
    : undefined

const ratios: Trap = (dataset) => {
  const columns = dataset.columns.filter((column) =>
    /^%$|percent|rate|ratio|average|mean|median|score/i.test(column.unit),
  )
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

const levels: Trap = (dataset) =>
  /\b(total|england|national|region(s|al)?|levels?)\b/i.test(dataset.description)
    ? 'its description speaks of totals or levels: see whether rows of a whole stand beside rows of its parts.'
    : undefined
