import { type Answer } from '../query/answer'
import { asOfFrom } from '../query/as-of'
import { coverage, day } from '../catalog/describe'
import { ask, type Lake, type Question } from '../query/ask'
import { rowsSql } from '../query/select'
import type { Context } from './context'
import { datasetOf, inForce, limitsFor } from './lake'
import { cellText, fenced, freshId, tableText } from './text'

interface Sample {
  dataset: string
  columns?: string[]
  filter?: string[]
  rows: number
}

/** `sample_rows`: of the latest period, so that a large dataset is not read for a few rows; of all when that has none. */
export async function sample(asked: Sample, { lake, signal }: Context): Promise<string> {
  const catalog = await inForce(lake)
  const dataset = datasetOf(catalog, asked.dataset)
  const values = dataset.columns.filter((column) => column.role !== 'ORIGIN').map((column) => column.name)
  const columns = (asked.columns ?? values).join(',')
  const filter = asked.filter ?? []
  const sampled = (filters: string[]) => {
    const sql = rowsSql(dataset, { columns, filter: filters }, asked.rows + 1, 0)
    return answerTo({ sql, version: catalog.version, signal }, lake, asked.rows)
  }
  const last = coverage(dataset).at(-1)
  const latest = last ? await sampled([...filter, `period_start:eq:${day(last.start)}`]) : undefined
  return answered(latest && latest.rowCount > 0 ? latest : await sampled(filter))
}

interface Query {
  sql: string
  rows: number
  version?: number
  as_of?: string
}

/** `query`. */
export async function query({ sql, rows, version, as_of }: Query, { lake, signal }: Context): Promise<string> {
  const asOf = as_of === undefined ? undefined : asOfFrom(as_of)
  return answered(await answerTo({ sql, version, asOf, signal }, lake, rows))
}

function answerTo(question: Question, lake: Lake, rows: number): Promise<Answer> {
  return ask(lake, question, limitsFor(rows))
}

function answered(answer: Answer): string {
  const { text, shown } = tableText(
    answer.columns.map((column) => column.name),
    answer.rows,
  )
  const cut = answer.truncated || shown < answer.rowCount
  const many = answer.truncated
    ? `the first ${shown} of more`
    : cut
      ? `the first ${shown} of ${answer.rowCount}`
      : `all ${shown}`
  const seen = answer.receipt.asOf ? ` as of ${answer.receipt.asOf}` : ''
  return [
    `Rows: ${many}.${cut ? ' Aggregate, name fewer columns, or narrow it by WHERE.' : ''}`,
    fenced(text, freshId()),
    `Receipt: catalogue version ${answer.catalogVersion}${seen}; ${sources(answer)}; ${answer.bytesRead} bytes read. cite says how to cite it.`,
  ].join('\n')
}

/** Which releases of what are behind an answer, in short. */
function sources({ receipt }: Answer): string {
  const each = receipt.datasets.map(({ dataset, releases }) => {
    const names = releases.map(({ release, vintage }) => (vintage ? `${release} ${vintage}` : release))
    return `${dataset}: ${names.length > 3 ? `${names[0]} to ${names.at(-1)}` : names.join(', ') || 'no release'}`
  })
  return cellText(each.join('; ') || 'no dataset', 400)
}
