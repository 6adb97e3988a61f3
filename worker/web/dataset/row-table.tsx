import type { Column, RowsAnswer, Value } from '../api/types'
import { figure } from '../format/numbers'
import { period } from '../format/periods'
import { Name } from '../ui/text'
import type { View } from './query'
import { isNumber } from './shape'

/** One row, by the names of its columns. */
export type Cells = Record<string, Value>

export function cellsOf(answer: RowsAnswer): Cells[] {
  return answer.rows.map((row) =>
    Array.isArray(row) ? Object.fromEntries(answer.columns.map(({ name }, i) => [name, row[i] ?? null])) : row,
  )
}

interface Props {
  columns: Column[]
  rows: Cells[]
  order?: NonNullable<View['order']>
  onOrder: (order: NonNullable<View['order']>) => void
  onRow: (row: Cells, column?: Column) => void
}

/** Rows as a table. A press on a cell asks where it comes from; so does the number of its row in the sheet. */
export function RowTable({ columns, rows, order, onOrder, onRow }: Props) {
  const press = (event: MouseEvent, row: Cells) => {
    const cell = (event.target as Element).closest('td')
    if (cell && !getSelection()?.toString())
      onRow(
        row,
        columns.find((column) => column.name === cell.dataset.column),
      )
  }
  return (
    <div class="scroll tall" tabIndex={0} role="region" aria-label="Rows of the dataset">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col" class="source">
              <span>Source row</span>
            </th>
            <Head name="period_start" title="Period" order={order} onOrder={onOrder} />
            {columns.map((column) => (
              <Head key={column.name} name={column.name} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i} onClick={(event) => press(event, row)}>
              <th scope="row" class="source">
                <button
                  onClick={() => onRow(row)}
                  aria-label={`Where this row comes from: row ${row._row} of ${row._sheet}`}
                >
                  {String(row._row ?? '?')}
                </button>
              </th>
              <td class="period">{periodOf(row)}</td>
              {columns.map((column) => (
                <td
                  key={column.name}
                  data-column={column.name}
                  class={isNumber(column) ? 'num' : ''}
                  title={
                    typeof row[column.name] === 'string' && !isNumber(column) ? String(row[column.name]) : undefined
                  }
                >
                  <CellText row={row} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface HeadProps {
  name: string
  title?: string
  column?: Column
  order: View['order'] | undefined
  onOrder: Props['onOrder']
}

function Head({ name, title, column, order, onOrder }: HeadProps) {
  const sorted = order?.column === name
  const figures = column !== undefined && isNumber(column)
  const next = { column: name, down: sorted ? !order.down : figures }
  return (
    <th
      scope="col"
      class={figures ? 'num' : ''}
      aria-sort={sorted ? (order.down ? 'descending' : 'ascending') : 'none'}
      title={column?.description}
    >
      <button onClick={() => onOrder(next)}>
        {title ?? <Name of={name} />}
        <span class="arrow" aria-hidden="true">
          {sorted ? (order.down ? '↓' : '↑') : '↕'}
        </span>
      </button>
      {column?.unit && <span class="unit">{column.unit}</span>}
    </th>
  )
}

function periodOf(row: Cells): string {
  const [start, end, kind] = [row.period_start, row.period_end, row.period_kind]
  return start && end ? period({ start: String(start), end: String(end), kind: String(kind) }) : ''
}

/** A value as text, never as markup; a mark where the publisher gave one in place of a figure. */
export function CellText({ row, column }: { row: Cells; column: Column }) {
  const value = row[column.name] ?? null
  const mark = column.status_column ? row[column.status_column] : null
  return (
    <>
      {value === null ? !mark && <span class="none">–</span> : textOf(value, column)}
      {mark != null && (
        <span class="mark" title="A mark of the publisher">
          {String(mark)}
        </span>
      )}
    </>
  )
}

function textOf(value: Value, column: Column): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (isNumber(column)) return figure(value as number | string)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
