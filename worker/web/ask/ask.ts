import { get, Problem } from '../api/client'
import type { QueryAnswer, Value } from '../api/types'
import { type Complete, complete } from './complete'
import type { Result } from './result'
import type { Shared } from './share'

/** @param limit how many rows are wanted at most; the console shows as many as the server answers by default */
export async function askServer({ sql, version, asOf }: Shared, signal?: AbortSignal, limit?: number): Promise<Result> {
  const search = new URLSearchParams({ sql, shape: 'arrays' })
  if (limit) search.set('limit', String(limit))
  if (version) search.set('version', String(version))
  if (asOf) search.set('as_of', asOf)
  const start = performance.now()
  const answer = await get<QueryAnswer>(`/api/query?${search}`, signal)
  return {
    columns: answer.columns,
    rows: answer.rows as Value[][],
    truncated: answer.truncated,
    version: answer.version,
    bytesRead: answer.bytes_read,
    millis: performance.now() - start,
    where: 'server',
    receipt: answer.receipt,
  }
}

/** Whether this server leaves SQL to the browser; known after the first refusal. */
let serverDeclined = false

/** As many rows as the server gives for one question; the engine of a browser gives the same. */
const MOST_ROWS = 10_000

/**
 * All rows of an answer, in the version of the catalogue that the page shows. The server is asked; where it leaves SQL
 * to browsers, or is too busy, this browser works the answer out itself.
 *
 * @param sql as `complete` takes it
 * @throws Problem also when there are more rows than can be shown
 */
export async function askAll(sql: string, version: number, signal?: AbortSignal): Promise<Complete> {
  return complete((page) => askAnywhere(page, version, signal), sql)
}

async function askAnywhere(sql: string, version: number, signal?: AbortSignal): Promise<Result> {
  if (!serverDeclined) {
    try {
      return await askServer({ sql, version }, signal, MOST_ROWS)
    } catch (error) {
      if (!(error instanceof Problem) || !leavesIt(error)) throw error
      serverDeclined = error.status === 501
    }
  }
  const { askBrowser } = await import('./browser')
  return askBrowser(sql, { version }, signal)
}

function leavesIt({ status }: Problem): boolean {
  return status === 501 || status === 503 || status === 429
}
