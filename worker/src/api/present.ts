import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Answer, type AnswerColumn, type AnswerHead, distinct, type JsonValue } from '../query/answer'
import { citationOf } from '../query/citation'
import type { Receipt } from '../query/receipt'
import { originOf } from './app'
import type { QueryAnswer, Receipt as ReceiptShape } from './contract'
import { type Cursor, cursorText } from './cursor'
import { type FormatName, mediaType } from './format'

/** An answer in the shape of the API's JSON. */
export function told(c: Context, answer: Answer, shape: 'objects' | 'arrays'): z.infer<typeof QueryAnswer> {
  const columns = distinct(answer.columns)
  return {
    version: answer.catalogVersion,
    columns,
    rows: shape === 'arrays' ? answer.rows : answer.rows.map((row) => objectOf(columns, row)),
    row_count: answer.rowCount,
    truncated: answer.truncated,
    bytes_read: answer.bytesRead,
    receipt: receiptOf(answer.receipt, originOf(c)),
  }
}

/** An answer as a file; its headers have what JSON has beside the rows. */
export function asFile(
  c: Context,
  head: Omit<AnswerHead, 'bytesRead'>,
  name: string,
  format: Exclude<FormatName, 'json'>,
  body: string | Uint8Array | ReadableStream,
): Response {
  c.header('content-type', mediaType(format))
  c.header('content-disposition', `attachment; filename="${name}-v${head.catalogVersion}.${format}"`)
  c.header('x-catalog-version', String(head.catalogVersion))
  c.header('x-truncated', String(head.truncated))
  if (head.receipt.asOf) c.header('x-as-of', head.receipt.asOf)
  return new Response(body, { headers: c.res.headers })
}

export function objectOf(columns: AnswerColumn[], row: JsonValue[]): Record<string, JsonValue> {
  return Object.fromEntries(columns.map((column, i) => [column.name, row[i] ?? null]))
}

export function receiptOf(receipt: Receipt, origin: string): z.infer<typeof ReceiptShape> {
  const asOf = receipt.asOf ? { as_of: receipt.asOf } : {}
  const query = new URLSearchParams({ sql: receipt.sql, version: String(receipt.catalogVersion), ...asOf })
  return {
    sql: receipt.sql,
    version: receipt.catalogVersion,
    committed_at: receipt.committedAt,
    ...asOf,
    datasets: receipt.datasets.map(
      ({ dataset, title, publication, publisher, licence, landingPage, parts, releases }) => ({
        dataset,
        title,
        publication,
        publisher,
        licence,
        landing_page: landingPage,
        parts,
        releases,
      }),
    ),
    url: `${origin}/api/query?${query}`,
    citation: citationOf(receipt),
  }
}

/** Names the next page, in a header and for the body. */
export function linkNext(
  c: Context,
  answer: Pick<AnswerHead, 'rowCount' | 'truncated'>,
  from: Cursor,
  selection: string,
) {
  if (!answer.truncated || answer.rowCount === 0) return { next: null, next_cursor: null }
  const next_cursor = cursorText({ version: from.version, offset: from.offset + answer.rowCount }, selection)
  const next = new URL(c.req.url)
  next.searchParams.delete('offset')
  next.searchParams.set('cursor', next_cursor)
  c.header('link', `<${next.href}>; rel="next"`)
  return { next: next.href, next_cursor }
}
