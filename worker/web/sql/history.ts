/* The queries that were run in this browser; they are sent nowhere. */

export interface Entry {
  sql: string
  at: string
  rows: number
}

const KEY = 'sql-history'
const MOST = 50

export function history(): Entry[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((entry) => typeof entry?.sql === 'string') : []
  } catch {
    return []
  }
}

/** The newest first; a query that is run again moves up. */
export function remember(entry: Entry): Entry[] {
  return keep([entry, ...history().filter(({ sql }) => sql !== entry.sql)].slice(0, MOST))
}

export function forget(sql?: string): Entry[] {
  return keep(sql === undefined ? [] : history().filter((entry) => entry.sql !== sql))
}

function keep(entries: Entry[]): Entry[] {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries))
  } catch {
    // Without storage the history lasts as long as the page.
  }
  return entries
}
