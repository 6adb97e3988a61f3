import { createRoute, z } from '@hono/zod-openapi'
import type { Dataset } from '../catalog/catalog'
import type { Context } from 'hono'
import { type AnswerColumn, distinct } from '../query/answer'
import { askPage, type Page, type PageQuestion, pageSql } from '../query/page'
import { type App, datasetOf, inForce, originOf, refusals, routes, runsHere, TABLES, versionOf } from './app'
import { DatasetId, RowsAnswer, RowsRequest } from './contract'
import { type Cursor, cursorOf } from './cursor'
import { Refusal } from './error'
import { formatOf, mediaType } from './format'
import { asFile, linkNext, receiptOf } from './present'
import { type AsOf, asOfFrom } from '../query/as-of'
import type { Selection } from '../query/select'
import { identity } from '../catalog/describe'
import { jsonWriter, streamOf, writerOf } from './stream'
import { notModified } from './version'

const route = createRoute({
  method: 'get',
  path: '/api/datasets/{dataset}/rows',
  summary: 'Read rows of a dataset',
  description:
    'In the order of the parts, which is that of their periods, unless another is asked for. `next` continues in the same ' +
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
    const question: PageQuestion = {
      ...{ dataset, selection: ordered(asked, dataset, asOf), limit: asked.limit, offset: from.offset },
      ...{ version: from.version, asOf, signal: c.req.raw.signal },
    }
    runsHere(app, c, pageSql(question), asOf)
    const known = notModified(c, app, from.version)
    if (known) return known as never

    const page = await askPage(app.lake, question)
    const next = linkNext(c, page.head, from, selection)
    if (format === 'json') return asJson(c, page, asked.shape, next) as never
    const { columns: answer } = page.head
    const writer = writerOf(format, {
      ...{ answer, columns: columnsOf(dataset, answer) },
      neutralise: asked.formulas === 'neutralise',
    })
    return asFile(c, page.head, dataset.dataset, format, streamOf(page.tables, writer)) as never
  })
}

/** A page in the form that `told` gives an answer, written while it is read. */
function asJson(c: Context, page: Page, shape: 'objects' | 'arrays', next: object): Response {
  const { catalogVersion, columns, rowCount, truncated, receipt } = page.head
  const origin = originOf(c)
  const writer = jsonWriter(columns, shape, { version: catalogVersion, columns: distinct(columns) }, () => ({
    row_count: rowCount,
    truncated,
    bytes_read: page.bytesRead,
    receipt: receiptOf(receipt, origin),
    ...next,
  }))
  c.header('content-type', mediaType('json'))
  return new Response(streamOf(page.tables, writer), { headers: c.res.headers })
}

/** Rows as of a time come from more than the parts, so pages need an explicit order. */
function ordered(asked: z.infer<typeof RowsRequest>, dataset: Dataset, asOf: AsOf | undefined): Selection {
  return asOf && !asked.order ? { ...asked, order: identity(dataset).join(',') } : asked
}

/** Where the page begins. A cursor continues in its own version; an offset counts in the version in force. */
async function beginning(app: App, asked: z.infer<typeof RowsRequest>, selection: string): Promise<Cursor> {
  if (!asked.cursor) return { version: (await inForce(app)).version, offset: asked.offset ?? 0 }
  if (asked.offset === undefined) return cursorOf(asked.cursor, selection)
  throw new Refusal(400, 'bad_cursor', 'Cannot begin at a cursor and at an offset', 'Send one of them.')
}

function columnsOf(dataset: Dataset, answer: AnswerColumn[]) {
  return answer.flatMap(({ name }) => dataset.columns.find((column) => column.name === name) ?? [])
}
