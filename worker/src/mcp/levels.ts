import type { Catalog, Dataset, DatasetColumn } from '../catalog/catalog'
import { coverage, day, hasColumn } from '../catalog/describe'
import type { JsonValue } from '../query/answer'
import { ask, type Lake } from '../query/ask'
import { limitsFor } from './lake'
import { isRatio } from './traps'

/** What the rows of the latest period say that no description does. */
export interface Levels {
  wholes: Whole[]
  blanks: Blank[]
}

/**
 * Rows that are, or may be, sums of other rows.
 *
 * @property value of the key column; nothing where it is blank
 * @property words what the publisher calls it, where a column beside it does
 */
export interface Whole {
  column: string
  value: string | null
  words: string | null
}

/** Figures that all rows with some values of a key lack, and others have; that no row has when there is no column. */
export interface Blank {
  figures: string[]
  column?: string
  values: string[]
}

/** A statement has its limits, and so has who reads the answer. */
const MOST = { keys: 8, sums: 20, figures: 200, wholes: 6, values: 12 }

/** These statements are ours, and name as many columns as a table has. */
const LIMITS = { ...limitsFor(MOST.keys * MOST.values), sqlBytes: 32_768 }

const known = new WeakMap<Dataset, Levels>()

/** Asks the data of the latest period. @throws AskError when SQL cannot be answered now */
export async function levelsOf(lake: Lake, catalog: Catalog, dataset: Dataset, signal?: AbortSignal): Promise<Levels> {
  const found = known.get(dataset)
  if (found) return found
  const query = async (sql: string) => (await ask(lake, { sql, version: catalog.version, signal }, LIMITS)).rows
  const keys = keysOf(dataset)
  const wholes = keys.length > 0 ? (await query(wholesSql(dataset, keys))).map(wholeOf) : []
  const levels = { wholes, blanks: await blanksOf(dataset, keys, query) }
  known.set(dataset, levels)
  return levels
}

function keysOf(dataset: Dataset): string[] {
  const keys = dataset.columns.filter(({ role, type }) => role === 'KEY' && type.base === 'TEXT')
  return keys.map((column) => column.name).slice(0, MOST.keys)
}

/** What publishers call a whole. A place or a procedure may begin with the same words: `Total hip replacement`. */
const NAMES = [
  '(grand |sub[- ]?)?totals?( \\(.*\\))?|.* totals?|total (all|of|over|for|england|population|persons|patients) .*',
  '(england|national|united kingdom|uk|great britain)( \\(.*\\)| total)?',
  'all|overall|both|persons|(all|both) (\\w+ )*(ages|sexes|genders|persons|people|patients|groups|categories|types|functions)',
  '(all|both) (\\w+ )*(specialties|services|providers|trusts|practices|organisations|commissioners|regions|areas|reasons)',
].join('|')

/** The rows of a whole: by name, blank where others have a value, or equal to the sum of all others of the column. */
function wholesSql(dataset: Dataset, keys: string[]): string {
  const figures = dataset.columns.filter((column) => column.role === 'MEASURE' && addsUp(column))
  const sums = figures.slice(0, MOST.sums).map((column) => `coalesce(${name(column.name)}, 0)`)
  const columns = keys.flatMap((key, i) => {
    const label = labelOf(dataset, key)
    return [`${name(key)} AS k${i}`, `${label ? `CAST(${name(label)} AS VARCHAR)` : 'CAST(NULL AS VARCHAR)'} AS l${i}`]
  })
  const each = keys.map(
    (key, i) => `SELECT ${literal(key)} AS k, k${i} AS v, max(l${i}) AS words, sum(s) AS s FROM r GROUP BY 1, 2`,
  )
  const named = (text: string) => `coalesce(regexp_full_match(lower(trim(${text})), ${literal(NAMES)}), false)`
  return `WITH
    r AS (SELECT ${columns.join(', ')}, CAST(${sums.join(' + ') || '0'} AS DOUBLE) AS s ${from(dataset)}),
    g AS (${each.join(' UNION ALL ')}),
    w AS (SELECT *, count(*) OVER (PARTITION BY k) AS many, sum(s) OVER (PARTITION BY k) AS t FROM g)
    SELECT k, v, words FROM w WHERE many > 1 AND (coalesce(trim(v), '') IN ('', '-', '–') OR ${named('v')} OR ${named('words')}
    OR (many > 2 AND s >= 100 AND (t = 2 * s OR t = 3 * s OR t = 4 * s))) ORDER BY k, v NULLS FIRST LIMIT ${MOST.wholes}`
}

function addsUp(column: DatasetColumn): boolean {
  return ['INTEGER', 'NUMBER', 'DECIMAL'].includes(column.type.base) && column.unit !== '' && !isRatio(column)
}

function wholeOf([column, value, words]: JsonValue[]): Whole {
  return { column: String(column), value: value === null ? null : String(value), words: words as string | null }
}

type Query = (sql: string) => Promise<JsonValue[][]>

/** Which figures are blank throughout, for which values of the keys that have few. */
async function blanksOf(dataset: Dataset, keys: string[], query: Query): Promise<Blank[]> {
  const figures = dataset.columns.filter(({ role }) => role === 'MEASURE').map((column) => column.name)
  const asked = figures.slice(0, MOST.figures)
  if (asked.length === 0) return []
  const kinds = keys.map((key) => `count(DISTINCT ${name(key)})`)
  const counts = (of: string[]) => of.map((figure) => `count(${name(figure)})`)
  const [totals = []] = await query(`SELECT ${['count(*)', ...kinds, ...counts(asked)].join(', ')} ${from(dataset)}`)
  const [rows = 0, ...others] = totals.map(Number)
  const few = keys.filter((_, i) => others[i]! > 1 && others[i]! <= MOST.values)
  const filled = (i: number) => others[keys.length + i]!
  const partly = asked.filter((_, i) => filled(i) > 0 && filled(i) < rows)
  const never = asked.filter((_, i) => rows > 0 && filled(i) === 0)
  const nowhere: Blank[] = never.length > 0 ? [{ figures: never, values: [] }] : []
  if (few.length === 0 || partly.length === 0) return nowhere
  const names = few.map(name)
  const grouped = await query(
    `SELECT ${[...names.map((key) => `grouping(${key})`), ...names, ...counts(partly)].join(', ')} ${from(dataset)} ` +
      `GROUP BY GROUPING SETS (${names.map((key) => `(${key})`).join(', ')}) HAVING count(*) > 1 ORDER BY ALL`,
  )
  const values = grouped.map((row): Lacking => {
    const key = few.findIndex((_, i) => Number(row[i]) === 0)
    const lacks = new Set(partly.filter((_, i) => Number(row[2 * few.length + i]) === 0))
    return { column: few[key]!, value: String(row[few.length + key] ?? ''), lacks }
  })
  return [...together(values, partly), ...nowhere]
}

/** A value of a key, and the figures that no row with it has. */
interface Lacking {
  column: string
  value: string
  lacks: Set<string>
}

/** Figures that the same values lack are one; those of totals come first, for these are added up most. */
function together(rows: Lacking[], figures: string[]): Blank[] {
  const found = new Map<string, Blank>()
  for (const figure of figures) {
    const lacking = rows.filter(({ lacks }) => lacks.has(figure))
    for (const column of new Set(lacking.map((row) => row.column))) {
      const values = lacking.filter((row) => row.column === column).map(({ value }) => value)
      const key = JSON.stringify([column, values])
      const known = found.get(key) ?? { figures: [], column, values }
      known.figures.push(figure)
      found.set(key, known)
    }
  }
  const ofTotals = ({ figures }: Blank) => Number(figures.some((figure) => /total/.test(figure)))
  return [...found.values()].sort((a, b) => ofTotals(b) - ofTotals(a) || b.figures.length - a.figures.length)
}

/** `org_code` is named by `org_name`, `primary_level` by `primary_level_description`. */
function labelOf(dataset: Dataset, key: string): string | undefined {
  const stem = key.replace(/_(code|id)$/, '')
  return ['name', 'description', 'title']
    .map((word) => `${stem}_${word}`)
    .find((each) => each !== key && hasColumn(dataset, each))
}

/** The rows of the latest period. */
function from(dataset: Dataset): string {
  const table = `FROM ${name(dataset.dataset)}`
  const last = coverage(dataset).at(-1)
  if (!last) return table
  const conditions = [
    ['period_start', `DATE '${day(last.start)}'`],
    ['period_end', `DATE '${day(last.end)}'`],
    ['period_kind', literal(last.kind)],
  ] as const
  const held = conditions.filter(([column]) => hasColumn(dataset, column))
  return held.length > 0
    ? `${table} WHERE ${held.map(([column, value]) => `${column} = ${value}`).join(' AND ')}`
    : table
}

function name(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
