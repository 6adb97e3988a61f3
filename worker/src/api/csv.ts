import type { AnswerColumn, JsonValue } from '../query/answer'

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

/**
 * RFC 4180, with a heading row. Nothing is an empty field, an empty text is `""`, lists and structs are JSON.
 *
 * @param neutralise puts ' before texts that a spreadsheet would take for a formula
 */
export function csvOf(columns: AnswerColumn[], rows: JsonValue[][], neutralise: boolean): string {
  const texts = columns.map(
    ({ type }) => !/^(U?(TINY|SMALL|BIG|HUGE)?INT|INTEGER|DECIMAL|DOUBLE|FLOAT|REAL)/.test(type),
  )
  const line = (values: JsonValue[], isText: (i: number) => boolean) =>
    values.map((value, i) => field(value, neutralise && isText(i))).join(',') + '\r\n'
  const heading = line(
    columns.map((column) => column.name),
    () => true,
  )
  return heading + rows.map((row) => line(row, (i) => texts[i] ?? true)).join('')
}

function field(value: JsonValue, neutralise: boolean): string {
  if (value === null) return ''
  const written = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value)
  const text = neutralise && FORMULA.test(written) ? `'${written}` : written
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
