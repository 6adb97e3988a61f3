import { type Data, DataType, type Decimal, type Float, type Table, Type } from 'apache-arrow'
import type { JsonValue } from './answer'

/*
 * The one mapping of values to JSON:
 *
 *   integers, decimals       numbers when a double prints them unchanged, otherwise strings: nothing is rounded
 *   DOUBLE, FLOAT            numbers; "NaN", "Infinity", "-Infinity"
 *   DATE, TIME, TIMESTAMP    ISO 8601, with as many digits of a second as there are; without a zone unless the type has one
 *   INTERVAL                 ISO 8601, P1Y2M3DT4H5M6S
 *   BLOB, BIT                base64 of the engine's bytes
 *   list, struct, map        array, object, array of [key, value]
 */

/** The rows of a table, each in the order of its columns. */
export function rowsOf(table: Table): JsonValue[][] {
  const rows: JsonValue[][] = []
  for (const batch of table.batches) {
    const columns = batch.data.children
    for (let i = 0; i < batch.numRows; i++) rows.push(columns.map((column) => valueAt(column, i)))
  }
  return rows
}

/** One value; `index` counts from the beginning of `data`. */
export function valueAt(data: Data, index: number): JsonValue {
  if (!data.getValid(index)) return null
  const { type } = data
  switch (type.typeId) {
    case Type.Null:
      return null
    case Type.Bool:
      return bit(data, index)
    case Type.Int:
      return number(integerAt(data, index), 0)
    case Type.Float:
      return floating(data.values[index], (type as Float).precision === 1)
    case Type.Decimal:
      return number(wide(data.values, index), (type as Decimal).scale)
    case Type.Utf8:
      return new TextDecoder().decode(bytesAt(data, index))
    case Type.Binary:
      return btoa(Array.from(bytesAt(data, index), (byte) => String.fromCharCode(byte)).join(''))
    case Type.Dictionary:
      return dictionaryAt(data, index)
    case Type.List:
      return listAt(data, index)
    case Type.Struct:
      return structAt(data, index)
    case Type.Map:
      return mapAt(data, index)
    default:
      return timeAt(data, index)
  }
}

function bit(data: Data, index: number): boolean {
  const at = data.offset + index
  return ((data.values[at >> 3] >> (at & 7)) & 1) === 1
}

function integerAt(data: Data, index: number): bigint {
  return BigInt(data.values[index])
}

/** 128 bits, two's complement, in 32-bit words from the lowest. */
function wide(words: Uint32Array, index: number): bigint {
  let value = 0n
  for (let i = 3; i >= 0; i--) value = (value << 32n) | BigInt(words[index * 4 + i] ?? 0)
  return BigInt.asIntN(128, value)
}

/** An exact number, `scale` digits of it after the point. */
export function number(unscaled: bigint, scale: number): number | string {
  const text = scale === 0 ? String(unscaled) : decimalText(unscaled, scale)
  const double = Number(text)
  return plainText(double) === (text.includes('.') ? text.replace(/\.?0+$/, '') : text) ? double : text
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** A double as JSON prints it, without an exponent where that is possible. */
function plainText(double: number): string {
  const text = String(double)
  return text.includes('e-') ? double.toFixed(20).replace(/0+$/, '') : text
}

function floating(value: number, single: boolean): number | string {
  if (!Number.isFinite(value)) return String(value)
  // The shortest text that is this float, as DuckDB prints it, not all digits of the double that it fits into.
  if (single)
    for (let digits = 1; digits <= 9; digits++)
      if (Math.fround(Number(value.toPrecision(digits))) === value) return Number(value.toPrecision(digits))
  return value
}

function bytesAt(data: Data, index: number): Uint8Array {
  return (data.values as Uint8Array).subarray(data.valueOffsets[index], data.valueOffsets[index + 1])
}

function dictionaryAt(data: Data, index: number): JsonValue {
  const chunk = data.dictionary?.data[0]
  return chunk ? valueAt(chunk, Number(data.values[index])) : null
}

function listAt(data: Data, index: number): JsonValue[] {
  const values = data.children[0] as Data
  return entries(data, index).map((at) => valueAt(values, at))
}

function structAt(data: Data, index: number): JsonValue {
  const fields = (data.type as DataType & { children: { name: string }[] }).children
  return Object.fromEntries(data.children.map((child, i) => [fields[i]?.name ?? '', valueAt(child, index)]))
}

function mapAt(data: Data, index: number): JsonValue[] {
  const [keys, values] = (data.children[0] as Data).children as [Data, Data]
  return entries(data, index).map((at) => [valueAt(keys, at), valueAt(values, at)])
}

/** Where the entries of a list or map stand among those of all. */
function entries(data: Data, index: number): number[] {
  const from = Number(data.valueOffsets[index])
  return Array.from({ length: Number(data.valueOffsets[index + 1]) - from }, (_, i) => from + i)
}

const PER_SECOND = [1n, 1_000n, 1_000_000n, 1_000_000_000n]

function timeAt(data: Data, index: number): JsonValue {
  const { type } = data
  if (DataType.isDate(type)) return day(BigInt(data.values[index]))
  if (DataType.isTimestamp(type))
    return timestamp(long(data.values, index), PER_SECOND[type.unit] ?? 1n, Boolean(type.timezone))
  if (DataType.isTime(type))
    return clock(
      type.bitWidth === 64 ? long(data.values, index) : BigInt(data.values[index]),
      PER_SECOND[type.unit] ?? 1n,
    )
  if (DataType.isInterval(type)) return interval(data.values, index)
  throw new Error(`Values of ${type} have no form in JSON`)
}

/** Arrow keeps some 64-bit values as two words. */
function long(values: BigInt64Array | Int32Array, index: number): bigint {
  if (values instanceof BigInt64Array) return values[index] ?? 0n
  return (BigInt(values[2 * index + 1] ?? 0) << 32n) | BigInt((values[2 * index] ?? 0) >>> 0)
}

const DAY_SECONDS = 86_400n
const FARTHEST_DAY = 100_000_000n

function day(days: bigint): string {
  // DuckDB's infinite dates are its largest numbers; JavaScript's dates end long before.
  if (days > FARTHEST_DAY) return 'Infinity'
  if (days < -FARTHEST_DAY) return '-Infinity'
  const text = new Date(Number(days * DAY_SECONDS) * 1000).toISOString()
  return text.slice(0, text.indexOf('T'))
}

function timestamp(value: bigint, perSecond: bigint, zoned: boolean): string {
  const dayLength = DAY_SECONDS * perSecond
  const days = floorDiv(value, dayLength)
  if (days > FARTHEST_DAY || days < -FARTHEST_DAY) return day(days)
  return `${day(days)}T${clock(value - days * dayLength, perSecond)}${zoned ? 'Z' : ''}`
}

function clock(value: bigint, perSecond: bigint): string {
  const seconds = value / perSecond
  const two = (part: bigint) => String(part).padStart(2, '0')
  const fraction = String(value % perSecond)
    .padStart(String(perSecond).length - 1, '0')
    .replace(/0+$/, '')
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${fraction ? `.${fraction}` : ''}`
}

function floorDiv(a: bigint, b: bigint): bigint {
  return a / b - (a % b < 0n ? 1n : 0n)
}

/** Months, days and nanoseconds, in 32, 32 and 64 bits. */
function interval(words: Int32Array, index: number): string {
  const [months = 0, days = 0, low = 0, high = 0] = words.subarray(4 * index, 4 * index + 4)
  const nanos = (BigInt(high) << 32n) | BigInt(low >>> 0)
  const sign = nanos < 0n ? '-' : ''
  const time = nanos < 0n ? -nanos : nanos
  const seconds = time / 1_000_000_000n
  const fraction = String(time % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '')
  const part = (amount: number | bigint, unit: string, sign = '') => (amount ? `${sign}${amount}${unit}` : '')
  const date = part(Math.trunc(months / 12), 'Y') + part(months % 12, 'M') + part(days, 'D')
  const rest = seconds % 60n
  const second = rest || fraction ? `${sign}${rest}${fraction ? `.${fraction}` : ''}S` : ''
  const clockPart = part(seconds / 3600n, 'H', sign) + part((seconds / 60n) % 60n, 'M', sign) + second
  return `P${date}${clockPart ? `T${clockPart}` : ''}`.replace(/^P$/, 'PT0S')
}

/** DuckDB's name of a type as Arrow carries it: for answers whose types the engine does not tell otherwise. */
export function arrowTypeName(type: DataType): string {
  if (DataType.isUtf8(type)) return 'VARCHAR'
  if (DataType.isInt(type))
    return `${type.isSigned ? '' : 'U'}${{ 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[type.bitWidth]}`
  if (DataType.isFloat(type)) return type.precision === 2 ? 'DOUBLE' : 'FLOAT'
  if (DataType.isDecimal(type)) return `DECIMAL(${type.precision},${type.scale})`
  if (DataType.isBool(type)) return 'BOOLEAN'
  if (DataType.isDate(type)) return 'DATE'
  if (DataType.isTimestamp(type)) return 'TIMESTAMP'
  return String(type).toUpperCase()
}
