import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Answer, type AnswerColumn, type AnswerHead, distinct, type JsonValue } from '../query/answer'
import { citationOf } from '../query/citation'
import type { Receipt } from '../query/receipt'
import { originOf } from './app'
import type { QueryAnswer, Receipt as ReceiptShape } from './contract'
import { type FormatName, mediaType } from './format'

/** An answer as JSON tells it. */
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

/** An answer as a file to keep, which says in headers what JSON says beside the rows. */
export function asFile(
  c: Context,
  head: AnswerHead,
  name: string,
  format: Exclude<FormatName, 'json'>,
  body: string | Uint8Array,
): Response {
  c.header('content-type', mediaType(format))
  c.header('content-disposition', `attachment; filename="${name}-v${head.catalogVersion}.${format}"`)
  c.header('x-catalog-version', String(head.catalogVersion))
  c.header('x-truncated', String(head.truncated))
  return new Response(body, { headers: c.res.headers })
}

function objectOf(columns: AnswerColumn[], row: JsonValue[]): Record<string, JsonValue> {
  return Object.fromEntries(columns.map((column, i) => [column.name, row[i] ?? null]))
}

function receiptOf(receipt: Receipt, origin: string): z.infer<typeof ReceiptShape> {
  const query = new URLSearchParams({ sql: receipt.sql, version: String(receipt.catalogVersion) })
  return {
    sql: receipt.sql,
    version: receipt.catalogVersion,
    committed_at: receipt.committedAt,
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
