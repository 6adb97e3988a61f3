import { Hono } from 'hono'
import { datasets } from './api/datasets'
import { fail } from './api/error'
import { type Catalog, catalogReader } from './catalog/catalog'
import { type Env, storeOf } from './catalog/store'

/** The routes, over any catalogue. */
export function app(readCatalog: () => Promise<Catalog | undefined>) {
  const routes = new Hono()
  routes.route('/api/datasets', datasets(readCatalog))
  routes.notFound((c) => fail(c, 404, `Nothing at ${c.req.path}`, 'GET /api/datasets lists what is published.'))
  routes.onError((error, c) => {
    console.error(error)
    return fail(c, 502, 'What is published could not be read', 'Try again; if it lasts, tell the operator.')
  })
  return routes
}

// One per isolate: the catalogue is parsed once a version, not once a request.
let started: ReturnType<typeof app> | undefined

export default {
  fetch(request: Request, env: Env): Response | Promise<Response> {
    started ??= app(catalogReader(storeOf(env)))
    return started.fetch(request)
  },
}
