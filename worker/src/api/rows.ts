import { createRoute, z } from '@hono/zod-openapi'
import type { Dataset } from '../catalog/catalog'
import { ask, askArrow, type Question } from '../query/ask'
import type { AnswerHead } from '../query/answer'
import { type App, datasetOf, inForce, refusals, routes, runsHere, TABLES, versionOf } from './app'
import { DatasetId, RowsAnswer, RowsRequest } from './contract'
import { csvOf } from './csv'
import { type Cursor, cursorOf } from './cursor'
import { Refusal } from './error'
import { formatOf } from './format'
import { limitsOf } from './query'
import { parquetOf } from './parquet'
import { asFile, linkNext, told } from './present'
import { type AsOf, asOfFrom } from '../query/as-of'
import { rowsSql, type Selection } from '../query/select'
import { identity } from '../catalog/describe'
import { notModified } from './version'

const route = createRoute({
  method: 'get',
  path: '/api/datasets/{dataset}/rows',
  summary: 'Read rows of a dataset',
  description:
    'In the order of the parts, which is that of their periods, unless another is asked for. `next` goes on in the same ' +
    'version, while its parts live. `as_of` asks for what the public saw then. As a file: rows.csv, rows.arrow, rows.parquet.',
  tags: ['Rows'],
  request: { params: z.object({ dataset: DatasetId }), query: RowsRequest },
  responses: {
    200: {
      description: 'A page of rows',
      content: {
        'application/json': { schema: RowsAnswer },
        ...TABLES,
      },
    },
    304: { description: 'The catalogue is still that of If-None-Match' },
    ...refusals(400, 404, 406, 410, 413, 422, 429, 501, 503),
  },
})

/** `GET /api/datasets/:dataset/rows`: rows without SQL, in every format. */
export function rows(app: App) {
  return routes().openapi(route, async (c) => {
    const asked = c.req.valid('query')
    const format = formatOf(asked.format, c.req.header('accept'), ['json', 'csv', 'arrow', 'parquet'])
    c.header('vary', 'accept')
    const asOf = asked.as_of === undefined ? undefined : asOfFrom(asked.as_of)
    const selection = JSON.stringify([asked.columns, asked.filter, asked.order, asOf?.text])
    const from = await beginning(app, asked, selection)
    const catalog = await versionOf(app, from.version)
    const dataset = datasetOf(catalog, c.req.valid('param').dataset)
    // One row more than is answered, so that the answer knows whether there are more.
    const sql = rowsSql(dataset, ordered(asked, dataset, asOf), asked.limit + 1, from.offset)
    runsHere(app, c, sql, asOf)
    const known = notModified(c, app, from.version)
    if (known) return known as never

    const question: Question = { sql, version: from.version, asOf, signal: c.req.raw.signal }
    const limits = limitsOf(asked.limit)
    if (format === 'arrow') {
      const answer = await askArrow(app.lake, question, limits)
      linkNext(c, answer, from, selection)
      return asFile(c, answer, dataset.dataset, 'arrow', answer.arrow) as never
    }
    const answer = await ask(app.lake, question, limits)
    const next = linkNext(c, answer, from, selection)
    if (format === 'json') return c.json({ ...told(c, answer, asked.shape), ...next }, 200)
    const body =
      format === 'csv'
        ? csvOf(answer.columns, answer.rows, asked.formulas === 'neutralise')
        : parquetOf(columnsOf(dataset, answer), answer.rows)
    return asFile(c, answer, dataset.dataset, format, body) as never
  })
}

/** Rows as of a time are worked out from more than the parts, so that their order is to be said for pages to follow. */
function ordered(asked: z.infer<typeof RowsRequest>, dataset: Dataset, asOf: AsOf | undefined): Selection {
  return asOf && !asked.order ? { ...asked, order: identity(dataset).join(',') } : asked
}

/** Where the page begins. A cursor goes on in its own version; an offset counts in the version in force. */
async function beginning(app: App, asked: z.infer<typeof RowsRequest>, selection: string): Promise<Cursor> {
  if (!asked.cursor) return { version: (await inForce(app)).version, offset: asked.offset ?? 0 }
  if (asked.offset === undefined) return cursorOf(asked.cursor, selection)
  throw new Refusal(400, 'bad_cursor', 'Cannot begin at a cursor and at an offset', 'Send one of them.')
}

function columnsOf(dataset: Dataset, answer: AnswerHead) {
  return answer.columns.flatMap(({ name }) => dataset.columns.find((column) => column.name === name) ?? [])
}
