import type { MiddlewareHandler } from 'hono'

/** What a page elsewhere may read of an answer. */
const EXPOSED =
  'accept-ranges, content-disposition, content-length, content-range, etag, link, retry-after, x-truncated, x-catalog-version'

/** Lets any page read what is public. Never with credentials: there are none. */
export function anyOrigin(methods: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') {
      return c.body(null, 204, {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': methods,
        'access-control-allow-headers': 'accept, content-type, if-none-match, range',
        'access-control-max-age': '86400',
        allow: methods,
      })
    }
    await next()
    c.res.headers.set('access-control-allow-origin', '*')
    c.res.headers.set('access-control-expose-headers', EXPOSED)
    c.res.headers.set('x-content-type-options', 'nosniff')
  }
}
