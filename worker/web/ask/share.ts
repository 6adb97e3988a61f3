/*
 * A query in an address: behind the #, so that it is never sent to a server, not even in a log. Readable, because people
 * look at what they paste.
 */

export interface Shared {
  sql: string
  version?: number
  /** A day, or a time: asks what the public saw then. */
  asOf?: string
}

export function hashOf(sql: string, version?: number, asOf?: string): string {
  const at = version === undefined ? '' : `&version=${version}`
  const seen = asOf ? `&as_of=${encodeURIComponent(asOf)}` : ''
  return `#sql=${encodeURIComponent(sql).replaceAll('%20', '+')}${at}${seen}`
}

export function sharedIn(hash: string): Shared | undefined {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const sql = given.get('sql')
  const version = Number(given.get('version'))
  const asOf = given.get('as_of')
  if (!sql) return undefined
  return { sql, ...(Number.isInteger(version) && version > 0 && { version }), ...(asOf && { asOf }) }
}
