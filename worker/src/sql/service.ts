/*
 * SQL runs apart from everything else: an engine cannot always be stopped from inside, so what serves a statement must be
 * free to die with it. On Cloudflare it is a Worker of its own with a limit of CPU, elsewhere a pool of processes.
 */

/** Answers the requests that run SQL, each with the whole API and the whole MCP endpoint. */
export interface SqlService {
  fetch(request: Request): Promise<Response>
}

/** @property SQL the Worker that runs SQL; @property SQL_ADDRESS a pool of processes instead; @property SQL_KEY opens it */
export interface SqlEnv {
  SQL?: SqlService
  SQL_ADDRESS?: string
  SQL_KEY?: string
}

/** For the service: which address was asked, what opens it, and how many milliseconds of work the client has used. */
export const URL_HEADER = 'x-datawarp-url'
export const KEY_HEADER = 'x-datawarp-key'
export const USED_HEADER = 'x-datawarp-used'
/** From the service: how many milliseconds the statement took; and that it was ended, and has no answer. */
export const MILLIS_HEADER = 'x-datawarp-millis'
export const ENDED_HEADER = 'x-datawarp-ended'

/** Where SQL runs. @throws Error when nothing is set */
export function sqlServiceOf({ SQL, SQL_ADDRESS, SQL_KEY = '' }: SqlEnv): SqlService {
  if (!SQL_ADDRESS && !SQL) throw new Error('No SQL: bind the Worker of wrangler.sql.jsonc as SQL, or set SQL_ADDRESS')
  if (!SQL_ADDRESS) return SQL as SqlService
  return {
    fetch(request) {
      const headers = new Headers(request.headers)
      headers.set(URL_HEADER, request.url)
      headers.set(KEY_HEADER, SQL_KEY)
      const { method, body, signal } = request
      return fetch(SQL_ADDRESS, { method, headers, body, signal, redirect: 'manual' })
    },
  }
}
