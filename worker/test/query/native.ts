import {
  type DuckDBConnection,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
} from '@duckdb/node-api'
import type { JsonValue } from '../../src/query/answer'

export interface NativeAnswer {
  columns: string[]
  rows: JsonValue[][]
}

/** As `datawarp query` sets them: DuckDbDialect.java says why. */
const SETTINGS = [
  "SET TimeZone = 'UTC'",
  'SET old_implicit_casting = true',
  'SET ieee_floating_point_ops = false',
  'SET order_by_non_integer_literal = true',
]

/** Native DuckDB, far newer than ours, over the same files: what our answers are compared with. */
export async function nativeOver(lake: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  for (const setting of SETTINGS) await connection.run(setting)
  await connection.run(`CREATE VIEW catalog AS SELECT * FROM read_parquet('${lake}/datasets/catalog.parquet')`)
  const parts = await connection.runAndReadAll('SELECT dataset, [p.key FOR p IN parts] FROM catalog')
  for (const [dataset, keys] of parts.getRows()) {
    const files = (keys as DuckDBListValue).items.map((key) => `'${lake}/${key}'`)
    await connection.run(`CREATE VIEW ${dataset} AS SELECT * FROM read_parquet([${files}], union_by_name = true)`)
  }
  return connection
}

export async function askNative(connection: DuckDBConnection, sql: string): Promise<NativeAnswer> {
  const reader = await connection.runAndReadAll(sql)
  return { columns: reader.deduplicatedColumnNames(), rows: reader.getRows().map((row) => row.map(json)) }
}

/** Our mapping to JSON, written a second time from how native DuckDB writes values. */
function json(value: unknown): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : exact(String(value))
  if (value instanceof DuckDBDecimalValue) return exact(value.toString())
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampValue)
    return value
      .toString()
      .replace(' ', 'T')
      .replace(/(\.\d*?)0*$/, '$1')
      .replace(/\.$/, '')
  if (value instanceof DuckDBTimeValue) return value.toString().replace(/(\.\d*?)0+$/, '$1')
  if (value instanceof DuckDBListValue) return value.items.map(json)
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([k, v]) => [k, json(v)]))
  if (value instanceof DuckDBMapValue) return value.entries.map(({ key, value: entry }) => [json(key), json(entry)])
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('base64')
  if (value instanceof DuckDBIntervalValue) return interval(value)
  throw new Error(`No mapping for ${value?.constructor?.name}`)
}

/** A number when JavaScript writes it with the same digits. */
function exact(text: string): number | string {
  const short = text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
  const digits = Number(text).toLocaleString('en', {
    useGrouping: false,
    maximumFractionDigits: 20,
    maximumSignificantDigits: 21,
  })
  const number = Number(text)
  return digits.replace(/^-0$/, '0') === short && BigInt(Math.trunc(number)) === BigInt(short.split('.')[0] as string)
    ? number
    : text
}

function interval({ months, days, micros }: DuckDBIntervalValue): string {
  const seconds = Number(micros) / 1e6
  const [h, m, s] = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60, Math.round((seconds % 60) * 1e6) / 1e6]
  const part = (amount: number, unit: string) => (amount === 0 ? '' : `${amount}${unit}`)
  const time = part(h, 'H') + part(m, 'M') + part(s, 'S')
  return `P${part(Math.trunc(months / 12), 'Y')}${part(months % 12, 'M')}${part(days, 'D')}${time && `T${time}`}`
}
