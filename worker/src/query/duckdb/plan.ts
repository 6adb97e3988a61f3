import { AskError } from '../error'

/** One reading of a table in a statement's plan. */
export interface Scan {
  table: string
  /** What it needs, in lower case. */
  columns: string[]
  filters: Filter[]
}

/** A condition that every row of a scan fulfils; `value` as DuckDB prints it. */
export interface Filter {
  column: string
  operator: '=' | '<' | '<=' | '>' | '>='
  value: string
}

export interface Plan {
  scans: Scan[]
  /** Rows come out while they are read, so a few rows need little reading. */
  streams: boolean
}

interface Node {
  name: string
  extra_info?: string
  children: Node[]
}

/** What a plan may begin with: datasets, and rows that come from nowhere. Anything else would read something else. */
const SOURCES = new Set([
  ...['SEQ_SCAN', 'DUMMY_SCAN', 'EMPTY_RESULT', 'COLUMN_DATA_SCAN', 'CHUNK_SCAN', 'EXPRESSION_SCAN'],
  // Of a LATERAL join, the distinct rows of its left side, which is also read.
  'HASH_GROUP_BY',
  ...['DELIM_SCAN', 'CTE_SCAN', 'REC_CTE_SCAN', 'RANGE', 'GENERATE_SERIES', 'UNNEST', 'INOUT_FUNCTION'],
])

const EFFECTS =
  /INSERT|DELETE|UPDATE|CREATE|ALTER|DROP|COPY|EXPORT|ATTACH|DETACH|TRANSACTION|PRAGMA|\bSET\b|LOAD|VACUUM/

/** Operators that hand each row on before they see the next. */
const PASSING = new Set(['PROJECTION', 'FILTER', 'STREAMING_LIMIT', 'LIMIT'])

const SEPARATOR = '\n[INFOSEPARATOR]\n'

/** The plan in the JSON of EXPLAIN ANALYZE. @throws AskError when it does something else than read tables */
export function planOf(json: string): Plan {
  const root = JSON.parse(json) as Node
  const top = root.children[0]?.children[0]
  const nodes = top ? flat(top) : []
  for (const node of nodes) {
    const name = node.name.trim()
    if (EFFECTS.test(name) || (node.children.length === 0 && !SOURCES.has(name))) {
      throw new AskError(
        400,
        'sql_refused',
        `The statement is refused for ${name.toLowerCase().replaceAll('_', ' ')}`,
        'Ask one SELECT over datasets.',
      )
    }
  }
  return {
    scans: nodes.filter((node) => node.name.trim() === 'SEQ_SCAN').map(scanOf),
    streams: top !== undefined && streams(top),
  }
}

function flat(node: Node): Node[] {
  return [node, ...node.children.flatMap(flat)]
}

function streams(node: Node): boolean {
  const name = node.name.trim()
  if (name === 'SEQ_SCAN') return true
  const [child] = node.children
  return PASSING.has(name) && node.children.length === 1 && child !== undefined && streams(child)
}

function scanOf(node: Node): Scan {
  const [table, projections, ...more] = (node.extra_info ?? '').split(SEPARATOR)
  const filters = more.find((section) => section.startsWith('Filters: '))
  const lines = filters?.slice('Filters: '.length).split('\n').filter(Boolean) ?? []
  const columns = [...(projections ?? '').split('\n'), ...lines.map((line) => /^\w+/.exec(line)?.[0] ?? '')]
  return {
    table: (table ?? '').trim().toLowerCase(),
    columns: [...new Set(columns.map((column) => column.trim().toLowerCase()).filter(Boolean))],
    filters: lines.flatMap(filtersIn),
  }
}

/** Conditions of one column. What is not surely understood is left out: then more is read than needed, never less. */
function filtersIn(line: string): Filter[] {
  const column = /^\w+/.exec(line)?.[0]
  if (!column || / OR /.test(line)) return []
  const filters: Filter[] = []
  let notNull = 0
  for (const condition of line.split(` AND ${column}`)) {
    const rest = condition.startsWith(column) ? condition.slice(column.length) : condition
    const found = /^(<=|>=|=|<|>)([^\n]*)$/.exec(rest)
    if (found)
      filters.push({ column: column.toLowerCase(), operator: found[1] as Filter['operator'], value: found[2] ?? '' })
    else if (rest !== ' IS NOT NULL' || ++notNull > 1) return []
  }
  // Of several conditions only dates and numbers surely end where they seem to: a text may hold " AND ".
  return filters.length === 1 || filters.every(({ value }) => /^[-\d.:]+$/.test(value)) ? filters : []
}
