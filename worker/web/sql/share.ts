/*
 * A query in an address: behind the #, so that it is never sent to a server, not even in a log. Readable, because people
 * look at what they paste.
 */

export interface Shared {
  sql: string
  version?: number
}

export function hashOf(sql: string, version?: number): string {
  const at = version === undefined ? '' : `&version=${version}`
  return `#sql=${encodeURIComponent(sql).replaceAll('%20', '+')}${at}`
}

export function sharedIn(hash: string): Shared | undefined {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const sql = given.get('sql')
  const version = Number(given.get('version'))
  if (!sql) return undefined
  return Number.isInteger(version) && version > 0 ? { sql, version } : { sql }
}
