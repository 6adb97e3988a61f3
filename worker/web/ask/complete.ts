import { Problem } from '../api/client'
import { whole } from '../format/numbers'
import type { Result } from './result'

declare const COMPLETE: unique symbol

/** An answer that lacks no row: the only one that is drawn, ranked or added up. Made by the functions below alone. */
export interface Complete {
  columns: Result['columns']
  rows: Result['rows']
  [COMPLETE]: true
}

/** More points than these no chart can show, and no reader can tell apart. */
const MOST_ROWS = 50_000

/** The answer if it has all its rows; nothing when some were cut off. */
export function completeOf({ columns, rows, truncated }: Result): Complete | undefined {
  return truncated ? undefined : ({ columns, rows } as unknown as Complete)
}

/**
 * The whole answer to a statement, page by page.
 *
 * @param ask answers one page; every page must come from the same version of the catalogue
 * @param sql orders its rows so that no two are alike, and does not end with OFFSET: pages follow one another by it
 * @throws Problem when there are too many rows
 */
export async function complete(ask: (sql: string) => Promise<Result>, sql: string): Promise<Complete> {
  const first = await ask(sql)
  const rows = [...first.rows]
  for (let page = first; page.truncated; ) {
    if (rows.length >= MOST_ROWS || page.rows.length === 0) throw tooMany(rows.length)
    page = await ask(`${sql}\nOFFSET ${rows.length}`)
    if (page.version !== first.version) throw moved(first.version, page.version)
    for (const row of page.rows) rows.push(row)
  }
  return completeOf({ ...first, rows, truncated: false })!
}

function tooMany(rows: number): Problem {
  return new Problem(
    0,
    'incomplete',
    `This is not shown: there are more than ${whole(rows)} figures, and a part of them would mislead`,
    'Choose fewer, or aggregate them in the SQL console.',
  )
}

function moved(from: number, to: number): Problem {
  return new Problem(
    0,
    'incomplete',
    `This is not shown: its figures came from version ${from} and from version ${to}`,
    'Reload the page.',
  )
}
