import type { Column, Dataset, Period } from '../api/types'

/** What a dataset's columns can be used for, by their roles, types and units alone. */
export interface Shape {
  figures: Column[]
  /** What figures are about: organisations, areas. `label` has their names, `key` identifies them. */
  subject?: { key: Column; label: Column }
  /** In what else rows differ: an age band, a specialty. */
  aspects: Aspect[]
  /** The kind of period that there are most of, and those periods, oldest first. */
  kind: string
  periods: Period[]
}

/** @property label has the words for the codes of `key`, when there is such a column */
export interface Aspect {
  key: Column
  label: Column
}

export function shapeOf(dataset: Dataset): Shape {
  const { kind, periods } = mainPeriods(dataset.periods)
  const keys = dataset.columns.filter((column) => column.role === 'key')
  const names = dataset.columns.filter((column) => column.role === 'dimension' || column.role === 'key')
  const key = subjectOf(keys, dataset.columns)
  const label = key && labelOf(key, names)
  const aspects = keys
    .filter((column) => column !== key && column !== label)
    .map((column) => ({ key: column, label: labelOf(column, names) }))
  const figures = dataset.columns.filter((column) => column.role === 'measure' && isNumber(column))
  return { figures, ...(key && label && { subject: { key, label } }), aspects, kind, periods }
}

function mainPeriods(all: Period[]): { kind: string; periods: Period[] } {
  const kinds = new Map<string, Period[]>()
  for (const each of all) kinds.set(each.kind, [...(kinds.get(each.kind) ?? []), each])
  const [kind, periods] = [...kinds].sort((a, b) => b[1].length - a[1].length)[0] ?? ['', []]
  return { kind, periods }
}

/** Organisations come first; then any key with a name beside its code; then the first key. */
function subjectOf(keys: Column[], columns: Column[]): Column | undefined {
  const named = (column: Column) => labelOf(column, columns) !== column
  return (
    keys.find((column) => /^(org|provider|practice|authority|trust|lsoa)_/.test(column.name) && named(column)) ??
    keys.find((column) => named(column) && !/measure|indicator|metric/.test(column.name)) ??
    keys.find(named) ??
    keys[0]
  )
}

/** `org_code` is named by `org_name`, `measure_id` by `measure_name`, `primary_level` by `primary_level_description`. */
function labelOf(key: Column, columns: Column[]): Column {
  const stem = key.name.replace(/_(code|id)$/, '')
  const wanted = ['name', 'description', 'title'].map((word) => `${stem}_${word}`)
  return columns.find((column) => column !== key && wanted.includes(column.name)) ?? key
}

export function isNumber(column: { type: string }): boolean {
  return /^(integer|number|bigint|double|decimal|float|hugeint|smallint|tinyint|u?int)/i.test(column.type)
}

/** Units of things that are counted: these may be added up; rates, ranks and averages may not. */
export function addsUp(column: Column): boolean {
  return column.unit !== '' && !/%|per|rate|rank|decile|percent|average|median|score|ratio/i.test(column.unit)
}
