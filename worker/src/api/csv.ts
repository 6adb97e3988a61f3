import type { AnswerColumn, JsonValue } from '../query/answer'

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

/**
 * RFC 4180, with a heading row. Nothing is an empty field, an empty text is `""`, lists and structs are JSON.
 *
 * @param neutralise puts ' before texts that a spreadsheet would take for a formula
 */
export function csvOf(columns: AnswerColumn[], rows: JsonValue[][], neutralise: boolean): string {
  return csvHeading(columns, neutralise) + csvLines(columns, rows, neutralise)
}

export function csvHeading(columns: AnswerColumn[], neutralise: boolean): string {
  return line(columns.map((column) => field(column.name, neutralise)))
}

export function csvLines(columns: AnswerColumn[], rows: JsonValue[][], neutralise: boolean): string {
  const neutral = columns.map(({ type }) => neutralise && !NUMBERS.test(type))
  return rows.map((row) => line(row.map((value, i) => field(value, neutral[i] ?? neutralise)))).join('')
}

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)?INT|INTEGER|DECIMAL|DOUBLE|FLOAT|REAL)/

function line(fields: string[]): string {
  return fields.join(',') + '\r\n'
}

function field(value: JsonValue, neutralise: boolean): string {
  if (value === null) return ''
  const written = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value)
  const text = neutralise && FORMULA.test(written) ? `'${written}` : written
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
