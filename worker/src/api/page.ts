import type { Context, Handler } from 'hono'
import { isPage } from '../http/pages'
import type { App } from './app'
import { methodNotAllowed, nothingAt } from './error'

/** Paths for programs: below these, a browser too gets no page. */
const PROGRAMS = /^\/(?:api|files|assets|docs|mcp|openapi\.json|\.well-known)(?:\/|$)/

/**
 * All that is neither an asset nor a route. The page's own addresses are its one document; elsewhere that document is
 * shown with 404 to browsers, since it says so in words, and programs get the one shape of errors.
 */
export function page(app: App): Handler {
  return async (c) => {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    const known = isPage(c.req.path)
    if (known && !reads) throw methodNotAllowed(c.req.path, c.req.method, 'GET, HEAD')
    if (!app.assets || !reads || !(known || wantsPage(c))) throw nothingAt(c.req.path)
    if (known && !(await isUnpublished(app, c.req.path))) return app.assets.fetch(documentFor(c, c.req.raw.headers))

    const { body, headers } = await app.assets.fetch(documentFor(c))
    const response = new Response(body, { status: 404, headers })
    response.headers.delete('etag')
    response.headers.set('cache-control', 'no-store')
    return response
  }
}

function documentFor(c: Context, headers?: Headers): Request {
  return new Request(new URL('/', c.req.url), { method: c.req.method, ...(headers && { headers }) })
}

/** A browser that goes to an address shows a page; a name with a dot asks for a file of that kind. */
function wantsPage(c: Context): boolean {
  const { path } = c.req
  return !path.includes('.') && !PROGRAMS.test(path) && (c.req.header('accept') ?? '').includes('text/html')
}

/** Whether the path is that of a dataset that there is not. While that cannot be found out, the page says why. */
async function isUnpublished({ lake }: App, path: string): Promise<boolean> {
  const [, name] = /^\/datasets\/([^/]+)/.exec(path) ?? []
  if (!name) return false
  const catalog = await lake.catalogs.latest().catch(() => undefined)
  return catalog !== undefined && !catalog.datasets.some(({ dataset }) => dataset === name)
}
