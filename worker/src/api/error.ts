import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** The one shape of every error: what happened, and what to do. */
export function fail(c: Context, status: ContentfulStatusCode, error: string, advice: string) {
  return c.json({ error, advice }, status)
}
