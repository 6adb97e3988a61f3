import { identity } from '../../catalog/describe'
import type { Dataset } from '../../catalog/catalog'
import { REVISION } from '../../catalog/revisions'
import type { AnswerColumn } from '../answer'
import type { Statement } from '../engine'
import { type Token, tokensOf } from '../tokens'
import { quoted } from './names'

/** So many columns are read and sorted at a time: the engine keeps some vectors of each, however few rows are asked for. */
const MOST_COLUMNS = 40

/** The words that a statement may have besides names of its dataset: those that give the same result each time. */
const WORDS = new Set([
  ...['from', 'where', 'order', 'by', 'asc', 'desc', 'nulls', 'first', 'last', 'limit', 'offset'],
  ...['and', 'or', 'not', 'is', 'null', 'in', 'between', 'like', 'ilike', 'true', 'false', 'date', 'timestamp'],
  ...['contains', 'starts_with', 'lower'],
])

/** Every dataset of the pipeline has one of these, so that no two rows have the same identity. */
const UNIQUE = new Set<string>(['_occurrence', REVISION.number])

/**
 * The statements that together answer one of many columns, each some of these columns, so that the engine keeps few at a
 * time. Only the statement itself where its rows might come in another order each time.
 *
 * @param columns of the answer
 */
export function byColumns(statement: Statement, columns: AnswerColumn[]): string[] {
  const names = new Set(columns.map(({ name }) => name.toLowerCase()))
  const rest = columns.length > MOST_COLUMNS && names.size === columns.length ? inOneOrder(statement) : undefined
  if (rest === undefined) return [statement.sql]
  const pieces = Math.ceil(columns.length / MOST_COLUMNS)
  const size = Math.ceil(columns.length / pieces)
  return Array.from({ length: pieces }, (_, i) => {
    const some = columns.slice(i * size, (i + 1) * size)
    return `SELECT ${some.map(({ name }) => quoted(name)).join(', ')} ${rest}`
  })
}

/**
 * What follows the columns in a statement over one dataset whose rows come in the same order each time: as they are in
 * the parts, or as it orders them, with rows that it treats as equal ordered by columns in which they differ. Nothing for others.
 */
function inOneOrder({ sql, datasets: [dataset, another], asOf }: Statement): string | undefined {
  if (!dataset || another) return undefined
  const columns = new Set(dataset.columns.map(({ name }) => name.toLowerCase()))
  const tokens = tokensOf(sql)
  const from = tokens.findIndex((token) => isWord(token, 'from'))
  const list = tokens.slice(1, from)
  const [table, ...rest] = tokens.slice(from + 1)
  const isColumn = (token: Token) => isName(token) && columns.has(token.name)
  const isPlain =
    isWord(tokens[0], 'select') &&
    table?.name === dataset.dataset.toLowerCase() &&
    list.every((token, i) => (i % 2 === 0 ? isColumn(token) || token.name === '*' : token.name === ',')) &&
    rest.every((token, i) => isKnown(token, isColumn(token) && rest[i + 1]?.name !== '(')) &&
    (!rest[0] || ['where', 'order', 'limit', 'offset'].some((word) => isWord(rest[0], word)))
  if (!isPlain) return undefined
  const order = tokens.findIndex((token) => isWord(token, 'order'))
  const clauses = sql.slice(tokens[from]?.position)
  if (order < 0) return asOf ? undefined : clauses
  const end = tokens.findIndex((token, i) => i > order && (isWord(token, 'limit') || isWord(token, 'offset')))
  const terms = tokens.slice(order, end < 0 ? undefined : end)
  // A number names a column of the answer, and each piece has its own.
  const missing = terms.some(({ kind }) => kind === 'number') ? undefined : unordered(dataset, terms)
  if (!missing) return undefined
  const cut = end < 0 ? '' : sql.slice(tokens[end]?.position)
  return `${clauses.slice(0, clauses.length - cut.length)}${missing.map((name) => `, ${quoted(name)}`).join('')} ${cut}`
}

/** What an order may have besides columns and commas, where it is made of columns alone. */
const DIRECTIONS = new Set(['order', 'by', 'asc', 'desc', 'nulls', 'first', 'last'])

/** The columns of a row's identity by which rows are not ordered; nothing where no column differs between all rows. */
function unordered(dataset: Dataset, order: Token[]): string[] | undefined {
  const key = identity(dataset)
  if (!key.some((name) => UNIQUE.has(name))) return undefined
  const isPlain = order.every(
    ({ kind, name }) =>
      kind === 'quoted' || name === ',' || (kind === 'word' && (!WORDS.has(name) || DIRECTIONS.has(name))),
  )
  const named = new Set(isPlain ? order.map(({ name }) => name) : [])
  return key.filter((name) => !named.has(name.toLowerCase()))
}

/** @param isColumn of the dataset, and not the name of a function */
function isKnown(token: Token, isColumn: boolean): boolean {
  return !isName(token) || isColumn || (WORDS.has(token.name) && token.kind === 'word')
}

function isName(token: Token): boolean {
  return token.kind === 'word' || token.kind === 'quoted'
}

function isWord(token: Token | undefined, name: string): boolean {
  return token?.kind === 'word' && token.name === name
}
