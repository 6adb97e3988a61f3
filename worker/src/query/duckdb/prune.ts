import type { Dataset, Part } from '../../catalog/catalog'
import type { Range, RowGroup } from './parts'
import type { Filter, Scan } from './plan'

/** The parts of a dataset that may hold rows that a scan wants: by their periods. */
export function partsFor(dataset: Dataset, scans: Scan[]): Part[] {
  return dataset.parts.filter((part) =>
    scans.some((scan) => part.periods.some((period) => mayHold(scan.filters, period))),
  )
}

function mayHold(filters: Filter[], period: Part['periods'][number]): boolean {
  const values: Record<string, [string, unknown]> = {
    period_start: ['DATE', period.start],
    period_end: ['DATE', period.end],
    period_kind: ['TEXT', period.kind],
  }
  return filters.every((filter) => {
    const [type, value] = values[filter.column] ?? []
    return type === undefined || mayMatch(filter, type, value, value)
  })
}

/** The chunks that a scan reads of a part: its columns, in the row groups whose statistics do not rule it out. */
export function chunksFor(dataset: Dataset, groups: RowGroup[], scan: Scan): Range[][] {
  const types = new Map(dataset.columns.map((column) => [column.name, column.type.base as string]))
  return groups
    .filter((group) =>
      scan.filters.every((filter) => {
        const chunk = group.chunks.get(filter.column)
        return !chunk || mayMatch(filter, types.get(filter.column) ?? '', chunk.min, chunk.max)
      }),
    )
    .map((group) => scan.columns.flatMap((column) => group.chunks.get(column) ?? []))
}

/** Whether a value from `min` to `max` may fulfil a condition. Unknown bounds and types may. */
export function mayMatch(filter: Filter, type: string, min: unknown, max: unknown): boolean {
  const low = comparable(type, min)
  const high = comparable(type, max)
  const wanted = comparable(type, filter.value)
  if (low === undefined || high === undefined || wanted === undefined) return true
  switch (filter.operator) {
    case '=':
      return low <= wanted && wanted <= high
    case '<':
      return low < wanted
    case '<=':
      return low <= wanted
    case '>':
      return high > wanted
    case '>=':
      return high >= wanted
  }
}

/**
 * A value as JavaScript orders it like DuckDB. Texts beyond ASCII are left out, since JavaScript orders UTF-16; floating
 * point too, since statistics leave NaN out.
 */
function comparable(type: string, value: unknown): bigint | string | undefined {
  switch (type) {
    case 'DATE':
      if (value instanceof Date) return value.toISOString().slice(0, 10)
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined
    case 'INTEGER':
      if (typeof value === 'bigint') return value
      return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : undefined
    case 'TEXT':
      return typeof value === 'string' && /^[\x00-\x7f]*$/.test(value) ? value : undefined
    default:
      return undefined
  }
}
