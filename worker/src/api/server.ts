import type { MiddlewareHandler } from 'hono'
import { type Budget, clientOf } from '../http/budget'
import { changeLogIn } from '../catalog/changes'
import { statusIn } from '../catalog/status'
import { atPublicAddress } from '../http/origin'
import { type App, refusalOf, routes } from './app'
import { changes } from './changes'
import { anyOrigin } from './cors'
import { dataset } from './dataset'
import { datasets } from './datasets'
import { docs } from './docs'
import { methodNotAllowed, nothingAt, Refusal, refuse } from './error'
import { files } from './files'
import { withFormat } from './format'
import { within } from './limit'
import { page } from './page'
import { query } from './query'
import { revisions } from './revisions'
import { rows } from './rows'
import { sitemap } from './sitemap'
import { status } from './status'
import type { SqlDoor } from '../sql/door'

/** Longer addresses are refused before anything reads them: the longest that is meant is SQL of 8 KB, escaped. */
const MOST_URL_CHARACTERS = 16_384

/** What may be asked at a path, and what it costs; in the order in which paths are tried. */
interface Place {
  path: string
  methods: string
  budget: Budget | undefined
  /** Whether SQL is run for it. */
  asks?: boolean
}

function places({ budgets }: App): Place[] {
  const read = 'GET, HEAD, OPTIONS'
  return [
    { path: '/api/query', methods: 'GET, HEAD, POST, OPTIONS', budget: budgets.metadata, asks: true },
    { path: '/api/datasets/:dataset/rows', methods: read, budget: budgets.metadata, asks: true },
    { path: '/api/datasets/:dataset/revisions', methods: read, budget: budgets.metadata, asks: true },
    { path: '/api/datasets/:dataset', methods: read, budget: budgets.metadata },
    { path: '/api/datasets', methods: read, budget: budgets.metadata },
    { path: '/api/changes', methods: read, budget: budgets.metadata },
    { path: '/api/status', methods: read, budget: budgets.metadata },
    { path: '/files/*', methods: read, budget: budgets.files },
    { path: '/openapi.json', methods: read, budget: budgets.metadata },
    { path: '/docs', methods: read, budget: budgets.metadata },
    { path: '/docs/start.js', methods: read, budget: budgets.metadata },
    { path: '/sitemap.xml', methods: read, budget: budgets.metadata },
  ]
}

/** The REST API: all routes, and what holds for each of them. */
export function restApi(app: App): { fetch(request: Request): Response | Promise<Response> } {
  const api = routes()
  api.use(short)
  for (const { path, methods, budget, asks } of places(app)) {
    api.use(path, anyOrigin(methods), only(methods), within(budget))
    if (asks && app.sql && app.queries === 'here') api.use(path, through(app.sql))
  }
  api.route('/', datasets(app))
  api.route('/', dataset(app))
  api.route('/', rows(app))
  api.route('/', revisions(app))
  api.route('/', query(app))
  api.route('/', changes(app, changeLogIn(app.lake.store)))
  api.route('/', status(app, statusIn(app.lake.store)))
  api.route('/', files(app.lake.store))
  api.route('/', docs(api, app.publicUrl))
  api.route('/', sitemap(app))
  api.all('*', page(app))
  api.notFound((c) => refuse(c, nothingAt(c.req.path)))
  api.onError((error, c) => refuse(c, refusalOf(error)))
  return { fetch: (request) => api.fetch(withFormat(atPublicAddress(request, app.publicUrl))) }
}

/** Refuses addresses that can only be mistakes. */
const short: MiddlewareHandler = async (c, next) => {
  if (c.req.url.length > MOST_URL_CHARACTERS) {
    throw new Refusal(414, 'url_too_long', 'The address is too long', 'POST long SQL to /api/query.')
  }
  await next()
}

/** Has requests answered where SQL runs. */
function through(door: SqlDoor): MiddlewareHandler {
  return (c) => door.answer(c.req.raw, clientOf(c.req.header('cf-connecting-ip')))
}

/** Refuses methods that a path does not have. */
function only(methods: string): MiddlewareHandler {
  const allowed = methods.split(', ')
  return async (c, next) => {
    if (!allowed.includes(c.req.method)) throw methodNotAllowed(c.req.path, c.req.method, methods)
    await next()
  }
}
