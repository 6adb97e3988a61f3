import type { DatasetColumn as Column, Dataset, Heading, PeriodRows, Release } from './catalog'
import { REVISION } from './revisions'

/** What a dataset holds by period, in order; a period that several parts share is counted once. */
export function coverage(dataset: Dataset): PeriodRows[] {
  const periods = new Map<string, PeriodRows>()
  for (const period of dataset.parts.flatMap((part) => part.periods)) {
    const key = `${day(period.start)} ${day(period.end)} ${period.kind}`
    const known = periods.get(key)
    periods.set(key, known ? { ...known, rows: known.rows + period.rows } : period)
  }
  return [...periods.values()].sort(
    (a, b) => a.start.getTime() - b.start.getTime() || a.end.getTime() - b.end.getTime(),
  )
}

/** First and last day of all that the dataset is about, and the kinds of its periods. */
export function span(dataset: Dataset): { first: string | null; last: string | null; kinds: string[] } {
  const periods = dataset.parts.flatMap((part) => part.periods)
  if (periods.length === 0) return { first: null, last: null, kinds: [] }
  return {
    first: day(new Date(Math.min(...periods.map((period) => period.start.getTime())))),
    last: day(new Date(Math.max(...periods.map((period) => period.end.getTime())))),
    kinds: [...new Set(periods.map((period) => period.kind))].sort(),
  }
}

/** A time that periods cover without a gap; days, both inclusive. */
export interface Run {
  start: string
  end: string
}

const DAY_MILLIS = 86_400_000
const runsKnown = new WeakMap<Dataset, Run[]>()

/** The times that the dataset covers, in order: a gap between two means that nothing is published of it. */
export function runs(dataset: Dataset): Run[] {
  const known = runsKnown.get(dataset) ?? joined(coverage(dataset))
  runsKnown.set(dataset, known)
  return known
}

function joined(periods: PeriodRows[]): Run[] {
  const found: { start: Date; end: Date }[] = []
  for (const { start, end } of periods) {
    const last = found.at(-1)
    if (!last || start.getTime() > last.end.getTime() + DAY_MILLIS) found.push({ start, end })
    else if (end > last.end) last.end = end
  }
  return found.map(({ start, end }) => ({ start: day(start), end: day(end) }))
}

/** The columns that together identify a row, as the pipeline makes its key: one period, one key, one occurrence. */
export function identity(dataset: Dataset): string[] {
  if (hasColumn(dataset, REVISION.number)) return [REVISION.number]
  const keys = dataset.columns.filter((column) => column.role === 'KEY').map((column) => column.name)
  return ['period_start', 'period_end', ...keys, '_occurrence'].filter((name) => hasColumn(dataset, name))
}

export function hasColumn(dataset: Dataset, name: string): boolean {
  return dataset.columns.some((column) => column.name === name)
}

/** The column that keeps the mark which stood in a figure's place. */
export function statusColumn(dataset: Dataset, column: Column): string | null {
  const name = `${column.name}_status`
  return dataset.columns.some((other) => other.name === name && other.role === 'STATUS') ? name : null
}

/** Under which headings it was published, the latest first. */
export function headingsOf(dataset: Dataset, column: Column): Heading[] {
  return (dataset.headings ?? []).filter((heading) => heading.column === column.name)
}

/** A heading's cells as a spreadsheet names them: `D15`, or `D14:D16` for headings of several rows. */
export function cellsOf({ sheet_column, first_row, last_row }: Heading): string {
  const letters = lettersOf(sheet_column)
  return first_row === last_row ? `${letters}${first_row}` : `${letters}${first_row}:${letters}${last_row}`
}

/** A spreadsheet's name for its column, from 1: `A` to `Z`, `AA`, ... */
function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26))
  return column <= 26 ? letter : lettersOf(Math.floor((column - 1) / 26)) + letter
}

/** A column's type as manifests write it. */
export function typeName({ type }: Column): string {
  return type.base === 'DECIMAL' ? `DECIMAL(${type.precision},${type.scale})` : type.base
}

/** The release that was promoted last, of any period: what is new for a reader. */
export function newestRelease(dataset: Dataset): Release | undefined {
  return dataset.releases.reduce<Release | undefined>(
    (newest, release) => (!newest || release.committed_at > newest.committed_at ? release : newest),
    undefined,
  )
}

/** The release about the latest period. */
export function latestRelease(dataset: Dataset): Release | undefined {
  return dataset.releases.at(-1)
}

export interface Stage {
  stage: 'fetched' | 'opened' | 'staged' | 'promoted' | 'captured' | 'published'
  at: Date
  description: string
}

/** When the newest release passed each stage, as far as the catalogue says. */
export function stages(dataset: Dataset): Stage[] {
  const release = newestRelease(dataset)
  if (!release) return []
  const fetched = release.files.map((file) => file.fetched_at).sort((a, b) => b.getTime() - a.getTime())[0]
  const known: [Stage['stage'], Date | undefined, string][] = [
    ['fetched', fetched, "The last of its files came from the publisher's page"],
    ['opened', release.opened_at, 'Its rows, as published, began to go to the log'],
    ['staged', release.staged_at, 'All its rows had arrived at the database, typed'],
    ['promoted', release.committed_at, 'Its checks had passed: one transaction made it visible in the database'],
    ['captured', release.captured_at, 'All its changes were read from the database'],
    ['published', release.published_at ?? dataset.changed_at, 'The catalogue version with it was put in force'],
  ]
  return known.flatMap(([stage, at, description]) => (at ? [{ stage, at, description }] : []))
}

export interface Licence {
  id: string
  title: string
  url: string | null
  attribution: string
}

/** What a licence asks of who uses the data. */
export function licenceOf(dataset: Pick<Dataset, 'licence' | 'publisher'>): Licence {
  const id = dataset.licence
  if (id === 'OGL-UK-3.0') {
    return {
      id,
      title: 'Open Government Licence v3.0',
      url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      attribution: `Source: ${dataset.publisher}. Contains public sector information licensed under the Open Government Licence v3.0.`,
    }
  }
  return { id, title: id, url: null, attribution: `Source: ${dataset.publisher}, licensed under ${id}.` }
}

/** A date as ISO 8601 has it. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
