import { csvOf } from '../../src/api/csv'
import { parquetOf } from '../../src/api/parquet'
import { distinct } from '../../src/query/answer'
import type { JsonValue } from '../../src/query/answer'
import type { Result } from '../ask/result'

type ParquetColumn = Parameters<typeof parquetOf>[0][number]

/** Hands a result to the visitor as a file. */
export function save(result: Result, format: 'csv' | 'parquet'): void {
  const columns = distinct(result.columns)
  const rows = result.rows as JsonValue[][]
  const content = format === 'csv' ? csvOf(columns, rows, true) : parquet(columns, rows)
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/vnd.apache.parquet'
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content as BlobPart], { type }))
  link.download = `query-v${result.version}.${format}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function parquet(columns: Result['columns'], rows: JsonValue[][]): Uint8Array {
  const typed = columns.map(({ name, type }, i) =>
    columnOf(
      name,
      type,
      rows.map((row) => row[i] ?? null),
    ),
  )
  const texts = rows.map((row) =>
    row.map((value) => (value !== null && typeof value === 'object' ? JSON.stringify(value) : value)),
  )
  return parquetOf(typed, texts)
}

/** DuckDB's type as the nearest that a Parquet file of ours has; what has none goes as text, with every digit. */
export function columnOf(name: string, type: string, values: JsonValue[]): ParquetColumn {
  const column = { name, role: 'ATTRIBUTE', unit: '', description: '' }
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type)
  if (decimal && Number(decimal[1]) <= 18) {
    return {
      ...column,
      type: { base: 'DECIMAL', precision: Number(decimal[1]), scale: Number(decimal[2]) },
    } as ParquetColumn
  }
  return { ...column, type: { base: baseOf(type, values), precision: 0, scale: 0 } } as ParquetColumn
}

function baseOf(type: string, values: JsonValue[]): string {
  if (/^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type) && type !== 'UBIGINT') return 'INTEGER'
  // Sums of whole numbers are 128 bits wide; nearly all of them fit into 64.
  if (/^(HUGEINT|UBIGINT)$/.test(type))
    return values.every((value) => value === null || typeof value === 'number') ? 'INTEGER' : 'TEXT'
  if (type === 'DOUBLE' || type === 'FLOAT') return 'NUMBER'
  if (type === 'BOOLEAN' || type === 'DATE') return type
  return type === 'TIMESTAMP' ? 'TIMESTAMP' : 'TEXT'
}
