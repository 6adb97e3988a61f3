import type { Column, Period } from '../api/types'
import { addsUp, type Aspect, type Shape } from './shape'

/** What a chart shows. `held` has a value for each aspect that is not added up. */
export interface Choice {
  form: 'time' | 'ranking'
  figure: Column
  held: Record<string, string>
  /** Whose lines are drawn; the highest when none are chosen. */
  subjects: Subject[]
}

export interface Subject {
  key: string
  name: string
}

/** As many lines as a reader can distinguish, as many bars as are read. */
export const LINES = 6
export const BARS = 20

/** As many values of an aspect as are offered; one more is asked for, to know whether there are others. */
export const VALUES = 200

export function name(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** The forms that the data has enough for. */
export function formsOf(shape: Shape): Choice['form'][] {
  if (shape.figures.length === 0 || shape.periods.length === 0) return []
  const forms: Choice['form'][] = []
  if (shape.periods.length > 1) forms.push('time')
  if (shape.subject) forms.push('ranking')
  return forms
}

/** One statement for the values of all aspects in the newest period, those that most things have first. */
export function aspectSql(dataset: string, shape: Shape): string {
  const each = shape.aspects.map(({ key, label }) => `(${valuesOf(dataset, shape, key, label)})`)
  return `SELECT * FROM (\n${each.join('\nUNION ALL\n')}\n)\nORDER BY aspect, n DESC, value`
}

function valuesOf(dataset: string, shape: Shape, key: Column, label: Column): string {
  return (
    `SELECT ${literal(key.name)} AS aspect, CAST(${name(key.name)} AS VARCHAR) AS value, ` +
    `max(CAST(${name(label.name)} AS VARCHAR)) AS words, ${subjects(shape)} AS n\n` +
    `FROM ${name(dataset)}\nWHERE ${newest(shape)} AND ${name(key.name)} IS NOT NULL\nGROUP BY 2 ORDER BY n DESC, 2 LIMIT ${VALUES + 1}`
  )
}

/** How many things have a figure for a value: what a chart of it could show. */
function subjects({ subject }: Shape): string {
  return subject ? `count(DISTINCT ${name(subject.key.name)})` : 'count(*)'
}

/** @property n how many things have a figure for the value */
export interface AspectValue {
  aspect: string
  value: string
  words: string
  n: number
}

/**
 * The values to hold at first. A published total is best, when most things have one. Otherwise, what is counted is added
 * up where there are too many values to choose among; everything else is held at the value that most things have.
 */
export function heldAtFirst(shape: Shape, figure: Column, values: AspectValue[]): Record<string, string> {
  const held: Record<string, string> = {}
  for (const { key } of shape.aspects) {
    const own = values.filter((each) => each.aspect === key.name)
    const most = own[0]?.n ?? 0
    const total = own.find((each) => isTotal(each) && 2 * each.n >= most)
    const chosen = total ?? (addsUp(figure) && own.length > 40 ? undefined : own[0])
    if (chosen) held[key.name] = chosen.value
  }
  return held
}

function isTotal({ value, words }: AspectValue): boolean {
  return /^(all|total|england|none|c_999)$/i.test(value) || /^total/i.test(words)
}

/** One statement that counts the values of figures in the newest period, where aspects are held. */
export function figuresSql(dataset: string, shape: Shape, figures: Column[], held: Choice['held']): string {
  const conditions = shape.aspects.map((aspect) => condition(aspect, held)).join('')
  return `SELECT ${figures.map((each) => `count(${name(each.name)})`).join(', ')}
FROM ${name(dataset)}
WHERE ${newest(shape)}${subjectKnown(shape)}${conditions}`
}

/** The values of the aspects that most things have a figure for together. */
export function combinationSql(dataset: string, shape: Shape, figure: Column): string {
  const keys = shape.aspects.map(({ key }) => `CAST(${name(key.name)} AS VARCHAR)`).join(', ')
  return `SELECT ${keys}
FROM ${name(dataset)}
WHERE ${newest(shape)}${subjectKnown(shape)}
  AND ${[figure, ...shape.aspects.map(({ key }) => key)].map((each) => `${name(each.name)} IS NOT NULL`).join(' AND ')}
GROUP BY ${keys} ORDER BY ${subjects(shape)} DESC, ${keys} LIMIT 1`
}

function subjectKnown({ subject }: Shape): string {
  return subject ? `\n  AND ${name(subject.key.name)} IS NOT NULL` : ''
}

/** The statement that a chart draws; the SQL console opens the same. */
export function chartSql(dataset: string, shape: Shape, choice: Choice): string {
  const value = `${addsUp(choice.figure) ? 'sum' : 'avg'}(${name(choice.figure.name)})`
  const held = shape.aspects.map((aspect) => condition(aspect, choice.held)).join('')
  return choice.form === 'ranking'
    ? ranking(dataset, shape, value, held)
    : overTime(dataset, shape, value, held, choice)
}

function condition({ key }: Aspect, held: Record<string, string>): string {
  const value = held[key.name]
  return value === undefined ? '' : `\n  AND ${name(key.name)} = ${literal(value)}`
}

function ranking(dataset: string, shape: Shape, value: string, held: string): string {
  const { key, label } = shape.subject!
  return `SELECT ${name(key.name)} AS key, max(${name(label.name)}) AS name, ${value} AS value, count(*) AS n
FROM ${name(dataset)}
WHERE ${newest(shape)}${held}
  AND ${name(key.name)} IS NOT NULL
GROUP BY 1 HAVING ${value} IS NOT NULL
ORDER BY value DESC, 1 LIMIT ${BARS}`
}

function overTime(dataset: string, shape: Shape, value: string, held: string, { figure, subjects }: Choice): string {
  const when = `period_kind = ${literal(shape.kind)}`
  if (!shape.subject) {
    return `SELECT period_start, period_end, NULL AS key, ${literal(figure.name)} AS name, ${value} AS value, count(*) AS n
FROM ${name(dataset)}
WHERE ${when}${held}
GROUP BY 1, 2 ORDER BY 1, 2`
  }
  const key = name(shape.subject.key.name)
  const chosen = subjects.length
    ? subjects.map((subject) => literal(subject.key)).join(', ')
    : `\n    SELECT ${key} FROM ${name(dataset)} WHERE ${newest(shape)}${held} AND ${key} IS NOT NULL
    GROUP BY 1 HAVING ${value} IS NOT NULL ORDER BY ${value} DESC, 1 LIMIT ${LINES}`
  return `SELECT period_start, period_end, ${key} AS key, max(${name(shape.subject.label.name)}) AS name, ${value} AS value, count(*) AS n
FROM ${name(dataset)}
WHERE ${when}${held}
  AND ${key} IN (${chosen})
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`
}

/** Things whose name or code has some letters. */
export function subjectSql(dataset: string, { key, label }: NonNullable<Shape['subject']>, text: string): string {
  const pattern = literal(`%${text.replace(/[\\%_]/g, '\\$&')}%`)
  return `SELECT ${name(key.name)} AS key, max(${name(label.name)}) AS name
FROM ${name(dataset)}
WHERE ${name(label.name)} ILIKE ${pattern} ESCAPE '\\' OR ${name(key.name)} ILIKE ${pattern} ESCAPE '\\'
GROUP BY 1 ORDER BY 2 LIMIT 8`
}

function newest({ periods }: Shape): string {
  const { start, end } = periods.at(-1) as Period
  return `period_start = DATE ${literal(start)} AND period_end = DATE ${literal(end)}`
}
