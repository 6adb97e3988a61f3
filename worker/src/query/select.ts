import type { Dataset, DatasetColumn } from '../catalog/catalog'
import { identity } from '../catalog/describe'
import { nearest, quoted } from './text'
import { AskError } from './error'

type Operator = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'contains' | 'starts' | 'null' | 'notnull'

const OPERATORS = 'eq, ne, lt, lte, gt, gte, in, contains, starts, null, notnull'

/** Which rows of a dataset, as a reader writes it. */
export interface Selection {
  columns?: string | undefined
  filter?: string | string[] | undefined
  order?: string | undefined
}

/**
 * The statement that selects these rows. Only names of the dataset's own columns and checked literals are in it.
 *
 * Without an order, rows come as they stand in the parts, so that the first ones of a large dataset are read without the
 * rest; the parts of a version never change, so a page follows from the one before. Ties in an order are broken by the
 * row's identity.
 *
 * @throws AskError when the selection names what is not there, or a value is not of its column's type
 */
export function rowsSql(dataset: Dataset, selection: Selection, limit: number, offset: number): string {
  const columns =
    selection.columns !== undefined ? namesOf(selection.columns).map((name) => columnOf(dataset, name).name) : undefined
  return [
    `SELECT ${columns?.map(name).join(', ') ?? '*'}`,
    from(dataset, selection),
    ...(selection.order !== undefined ? [`ORDER BY ${ordering(dataset, selection.order).join(', ')}`] : []),
    slice(limit, offset),
  ].join(' ')
}

/** The statement that counts how many rows `rowsSql` selects, of few columns. */
export function countSql(dataset: Dataset, selection: Selection, limit: number, offset: number): string {
  return `SELECT count(*) FROM (SELECT 1 ${from(dataset, selection)} ${slice(limit, offset)})`
}

function from(dataset: Dataset, { filter }: Selection): string {
  const filters = [filter ?? []].flat().map((each) => condition(dataset, each))
  return `FROM ${name(dataset.dataset)}${filters.length > 0 ? ` WHERE ${filters.join(' AND ')}` : ''}`
}

function slice(limit: number, offset: number): string {
  return `LIMIT ${limit}${offset > 0 ? ` OFFSET ${offset}` : ''}`
}

function namesOf(list: string): string[] {
  return list.split(',').map((each) => each.trim())
}

function columnOf(dataset: Dataset, asked: string): DatasetColumn {
  const found = dataset.columns.find((column) => column.name === asked)
  if (!found)
    throw unknownColumn(
      asked,
      dataset.dataset,
      dataset.columns.map((column) => column.name),
    )
  return found
}

function ordering(dataset: Dataset, order: string): string[] {
  const asked = namesOf(order).map((each) => directed(dataset, each))
  const rest = identity(dataset).filter((column) => !asked.some((each) => each.column === column))
  return [...asked.map((each) => each.sql), ...rest.map(name)]
}

function directed(dataset: Dataset, asked: string): { column: string; sql: string } {
  const [column = '', direction = 'asc', ...more] = asked.split(':')
  if (more.length > 0 || !['asc', 'desc'].includes(direction)) {
    throw new AskError(
      400,
      'selection_invalid',
      `Cannot order by ${quoted(asked)}`,
      'Write column, column:asc or column:desc.',
    )
  }
  const sql = `${name(columnOf(dataset, column).name)} ${direction.toUpperCase()} NULLS LAST`
  return { column, sql }
}

const COMPARISONS: Partial<Record<Operator, string>> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' }

function condition(dataset: Dataset, filter: string): string {
  const [asked = '', operator = '', ...rest] = filter.split(':')
  const column = columnOf(dataset, asked)
  const value = rest.join(':')
  const compared = COMPARISONS[operator as Operator]
  if (compared) return `${name(column.name)} ${compared} ${literal(column, value)}`
  switch (operator as Operator) {
    case 'null':
      return `${name(column.name)} IS NULL`
    case 'notnull':
      return `${name(column.name)} IS NOT NULL`
    case 'in':
      return `${name(column.name)} IN (${listOf(value)
        .map((each) => literal(column, each))
        .join(', ')})`
    case 'contains':
      return `contains(lower(${name(texts(column).name)}), lower(${literal(column, value)}))`
    case 'starts':
      return `starts_with(lower(${name(texts(column).name)}), lower(${literal(column, value)}))`
    default:
      throw badFilter(filter, `expected column:operator:value with an operator of ${OPERATORS}`)
  }
}

function texts(column: DatasetColumn): DatasetColumn {
  if (column.type.base !== 'TEXT')
    throw badFilter(column.name, 'only columns of type TEXT contain or start with something')
  return column
}

/** Values by comma; where they have commas, a JSON list of strings. */
function listOf(value: string): string[] {
  if (!value.startsWith('[')) return value.split(',')
  try {
    const list: unknown = JSON.parse(value)
    if (Array.isArray(list) && list.length > 0) return list.map(String)
  } catch {
    // Refused below, like every other value that is not a list.
  }
  throw badFilter(value, 'expected values by comma, or a JSON list that is not empty')
}

/** What each type's values look like: all that can stand in a statement without quotes. */
const FORMS: Record<string, { form: RegExp; expected: string; prefix?: string }> = {
  INTEGER: { form: /^-?\d{1,18}$/, expected: 'a whole number' },
  NUMBER: { form: /^-?\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,3})?$/i, expected: 'a number' },
  DECIMAL: { form: /^-?\d{1,30}(\.\d{1,30})?$/, expected: 'a number' },
  BOOLEAN: { form: /^(true|false)$/, expected: 'true or false' },
  DATE: { form: /^\d{4}-\d{2}-\d{2}$/, expected: 'a date such as 2025-03-31', prefix: 'DATE ' },
  TIMESTAMP: {
    form: /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?$/,
    expected: 'a time such as 2025-03-31T12:00:00',
    prefix: 'TIMESTAMP ',
  },
}

function literal(column: DatasetColumn, value: string): string {
  const rule = FORMS[column.type.base]
  if (!rule) return text(value)
  if (!rule.form.test(value)) throw badFilter(`${column.name}: ${value}`, `expected ${rule.expected}`)
  if (!rule.prefix) return value
  if (Number.isNaN(Date.parse(value.replace(' ', 'T'))))
    throw badFilter(`${column.name}: ${value}`, `expected ${rule.expected}`)
  return rule.prefix + text(value)
}

/** A text as SQL has it: no character but ' means anything inside. */
function text(value: string): string {
  if (value.includes('\0')) throw badFilter(value, 'a text cannot hold the character NUL')
  return `'${value.replaceAll("'", "''")}'`
}

/** A name as SQL has it. */
function name(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`
}

function badFilter(found: string, expected: string): AskError {
  return new AskError(
    400,
    'selection_invalid',
    `Cannot filter by ${quoted(found)}: ${expected}`,
    'Such as filter=period_start:gte:2025-01-01.',
  )
}

/** @param known the names that there are, for a guess at what was meant */
function unknownColumn(asked: string, dataset: string, known: string[]): AskError {
  const near = nearest(asked, known)
  const advice = near ? `Did you mean ${near}?` : 'The description of the dataset has its columns.'
  return new AskError(400, 'unknown_column', `${dataset} has no column named ${quoted(asked)}`, advice, { known })
}
