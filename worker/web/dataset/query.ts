import type { Column, Dataset, Period } from '../api/types'

/** One condition on rows, as the API takes it: `column:operator:value`. */
export interface Filter {
  column: string
  operator: string
  value: string
}

/** Which rows are shown, and how. */
export interface View {
  filters: Filter[]
  order?: { column: string; down: boolean }
  page: number
}

export const PAGE = 50

export const OPERATORS: { id: string; words: string; types: 'text' | 'number' | 'all'; bare?: true }[] = [
  { id: 'contains', words: 'contains', types: 'text' },
  { id: 'eq', words: 'is', types: 'all' },
  { id: 'ne', words: 'is not', types: 'all' },
  { id: 'starts', words: 'starts with', types: 'text' },
  { id: 'gte', words: 'at least', types: 'number' },
  { id: 'lte', words: 'at most', types: 'number' },
  { id: 'gt', words: 'more than', types: 'number' },
  { id: 'lt', words: 'less than', types: 'number' },
  { id: 'null', words: 'is empty', types: 'all', bare: true },
  { id: 'notnull', words: 'is not empty', types: 'all', bare: true },
]

export function written({ column, operator, value }: Filter): string {
  return OPERATORS.find(({ id }) => id === operator)?.bare ? `${column}:${operator}` : `${column}:${operator}:${value}`
}

export function read(text: string): Filter {
  const [column = '', operator = '', ...rest] = text.split(':')
  return { column, operator, value: rest.join(':') }
}

/** The view that an address describes; without one, the newest period. */
export function viewOf(search: string, dataset: Dataset): View {
  const given = new URLSearchParams(search)
  const [column, direction] = (given.get('order') ?? '').split(':')
  const order = column ? { column, down: direction === 'desc' } : undefined
  const stated = given.getAll('filter')
  const newest = dataset.periods.at(-1)
  const filters = stated.length || given.has('all') ? stated.map(read) : newest ? periodFilters(newest) : []
  return { filters, page: 0, ...(order && { order }) }
}

export function periodFilters(period: Period): Filter[] {
  return [
    { column: 'period_start', operator: 'eq', value: period.start },
    { column: 'period_end', operator: 'eq', value: period.end },
  ]
}

export function isPeriod(filter: Filter): boolean {
  return filter.operator === 'eq' && (filter.column === 'period_start' || filter.column === 'period_end')
}

export function searchOf(view: View): Record<string, string | string[] | undefined> {
  return {
    filter: view.filters.map(written),
    order: orderText(view),
    all: view.filters.length === 0 ? '1' : undefined,
  }
}

const orderText = ({ order }: View) => order && (order.down ? `${order.column}:desc` : order.column)

/** The address of the rows, or of them all in another format. */
export function rowsAddress(dataset: string, columns: string[], view: View, suffix = ''): string {
  const search = new URLSearchParams()
  for (const filter of view.filters) search.append('filter', written(filter))
  const order = orderText(view)
  if (order) search.set('order', order)
  if (suffix) {
    search.set('limit', '10000')
    if (suffix === '.csv') search.set('formulas', 'neutralise')
  } else {
    search.set('columns', columns.join(','))
    search.set('shape', 'arrays')
    search.set('limit', String(PAGE))
    if (view.page) search.set('offset', String(view.page * PAGE))
  }
  return `/api/datasets/${dataset}/rows${suffix}?${search}`
}

/** The columns that a table shows at first: those for readers, not those of its origin. */
export function readable(columns: Column[]): Column[] {
  return columns.filter((column) => column.role !== 'status' && column.role !== 'origin' && column.role !== 'period')
}
