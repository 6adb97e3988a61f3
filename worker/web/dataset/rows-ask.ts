import { get, Problem } from '../api/client'
import type { RowsAnswer } from '../api/types'
import { PAGE } from './query'

/** @property byServer whether the server answers rows, and so hands them out as files too */
export type Rows = RowsAnswer & { byServer: boolean }

/** Rows from the server. Where it leaves SQL to browsers, it says which SQL it would have run: then this browser does. */
export async function askRows(address: string, signal: AbortSignal): Promise<Rows> {
  try {
    return { ...(await get<RowsAnswer>(address, signal)), byServer: true }
  } catch (error) {
    const sql = error instanceof Problem && error.status === 501 ? sqlIn(error) : undefined
    if (!sql) throw error
    const { askBrowser } = await import('../ask/browser')
    return rowsOf(await askBrowser(sql, {}, signal))
  }
}

function sqlIn({ details }: Problem): string | undefined {
  return new URL(String(details.url ?? '/'), location.origin).searchParams.get('sql') ?? undefined
}

/** The statement asks for one row more than a page has, to tell whether there are more. */
function rowsOf(result: Awaited<ReturnType<typeof import('../ask/browser').askBrowser>>): Rows {
  const rows = result.rows.slice(0, PAGE)
  return {
    version: result.version,
    columns: result.columns,
    rows,
    row_count: rows.length,
    truncated: result.rows.length > PAGE,
    bytes_read: result.bytesRead,
    receipt: result.receipt,
    next: result.rows.length > PAGE ? 'more' : null,
    next_cursor: null,
    byServer: false,
  }
}

/** The statement behind a page of rows, for as many as the console shows. */
export function allRowsSql({ receipt }: Rows): string {
  return receipt.sql.replace(/LIMIT \d+( OFFSET \d+)?\s*$/, 'LIMIT 10000')
}
