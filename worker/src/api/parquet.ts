import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { DatasetColumn } from '../catalog/catalog'
import type { JsonValue } from '../query/answer'

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema']
type Element = Schema[number]

const MICROS = {
  converted_type: 'TIMESTAMP_MICROS',
  logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
} as const

/** Rows of a dataset as a Parquet file whose columns have the types that the dataset's own parts have. */
export function parquetOf(columns: DatasetColumn[], rows: JsonValue[][]): Uint8Array {
  const file = new ParquetFile(columns)
  const [group, end] = [rows.length > 0 ? file.write(rows) : new Uint8Array(), file.end()]
  const bytes = new Uint8Array(group.length + end.length)
  bytes.set(group)
  bytes.set(end, group.length)
  return bytes
}

/** Writes such a file piece by piece. */
export class ParquetFile {
  private readonly bytes = new ByteWriter()
  private readonly writer: ParquetWriter

  constructor(private readonly columns: DatasetColumn[]) {
    const schema = [{ name: 'row', num_children: columns.length }, ...columns.map(elementOf)]
    this.writer = new ParquetWriter({ writer: this.bytes, schema })
  }

  /** Adds a row group. @returns what the file has more than before */
  write(rows: JsonValue[][]): Uint8Array {
    const columnData = this.columns.map((column, i) => ({
      name: column.name,
      data: rows.map((row) => valueOf(column, row[i] ?? null)),
    }))
    this.writer.write({ columnData, rowGroupSize: rows.length })
    return this.taken()
  }

  /** Ends the file. @returns what the file has more than before */
  end(): Uint8Array {
    this.writer.finish()
    return this.taken()
  }

  private taken(): Uint8Array {
    const bytes = new Uint8Array(this.bytes.getBuffer())
    this.bytes.index = 0
    return bytes
  }
}

function elementOf({ name, type }: DatasetColumn): Element {
  const optional = { name, repetition_type: 'OPTIONAL' } as const
  switch (type.base) {
    case 'TEXT':
      return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' }
    case 'INTEGER':
      return { ...optional, type: 'INT64' }
    case 'NUMBER':
      return { ...optional, type: 'DOUBLE' }
    case 'BOOLEAN':
      return { ...optional, type: 'BOOLEAN' }
    case 'DATE':
      return { ...optional, type: 'INT32', converted_type: 'DATE' }
    case 'TIMESTAMP':
      return { ...optional, type: 'INT64', ...MICROS }
    case 'DECIMAL':
      return {
        ...optional,
        ...decimalOf(type.precision),
        converted_type: 'DECIMAL',
        precision: type.precision,
        scale: type.scale,
      }
  }
}

/** Parquet's rule: as many digits as always fit. */
function decimalOf(precision: number): Pick<Element, 'type' | 'type_length'> {
  if (precision <= 9) return { type: 'INT32' }
  if (precision <= 18) return { type: 'INT64' }
  return { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16 }
}

function valueOf({ type }: DatasetColumn, value: JsonValue): unknown {
  if (value === null) return null
  const text = String(value)
  switch (type.base) {
    case 'TEXT':
      return text
    case 'INTEGER':
      return BigInt(text)
    case 'NUMBER':
      return Number(text)
    case 'BOOLEAN':
      return value === true
    case 'DATE':
      return new Date(`${text.slice(0, 10)}T00:00:00Z`)
    case 'TIMESTAMP':
      return microsOf(text)
    case 'DECIMAL':
      return unscaled(text, type.scale)
  }
}

/** Microseconds since 1970 of a time without zone, without losing those that a Date has no room for. */
function microsOf(text: string): bigint {
  const [, seconds = '', fraction = ''] = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?/.exec(text) ?? []
  return BigInt(Date.parse(`${seconds.replace(' ', 'T')}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0') || '0')
}

/** A decimal's digits as a whole number. */
function unscaled(text: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0').slice(0, scale))
}
