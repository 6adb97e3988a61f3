import type { MiddlewareHandler } from 'hono'
import type { Budget } from '../budget'
import { changeLogIn } from '../catalog/changes'
import { statusIn } from '../catalog/status'
import { type App, refusalOf, routes } from './app'
import { changes } from './changes'
import { anyOrigin } from './cors'
import { dataset } from './dataset'
import { datasets } from './datasets'
import { docs } from './docs'
import { quoted } from '../text'
import { Refusal, refuse } from './error'
import { files } from './files'
import { withFormat } from './format'
import { within } from './limit'
import { query } from './query'
import { revisions } from './revisions'
import { rows } from './rows'
import { status } from './status'

/** Longer addresses are refused before anything reads them: the longest that is meant is SQL of 8 KB, escaped. */
const MOST_URL_CHARACTERS = 16_384

/** What may be asked at a path, and what it costs; in the order in which paths are tried. */
interface Place {
  path: string
  methods: string
  budget: Budget | undefined
}

function places({ budgets }: App): Place[] {
  const read = 'GET, HEAD, OPTIONS'
  return [
    { path: '/api/query', methods: 'GET, POST, OPTIONS', budget: budgets.queries },
    { path: '/api/datasets/:dataset/rows', methods: 'GET, OPTIONS', budget: budgets.queries },
    { path: '/api/datasets/:dataset/revisions', methods: 'GET, OPTIONS', budget: budgets.queries },
    { path: '/api/datasets/:dataset', methods: read, budget: budgets.metadata },
    { path: '/api/datasets', methods: read, budget: budgets.metadata },
    { path: '/api/changes', methods: read, budget: budgets.metadata },
    { path: '/api/status', methods: read, budget: budgets.metadata },
    { path: '/files/*', methods: read, budget: budgets.files },
    { path: '/openapi.json', methods: read, budget: budgets.metadata },
    { path: '/docs', methods: read, budget: budgets.metadata },
  ]
}

/** The REST API: all routes, and what is so for each of them. */
export function restApi(app: App): { fetch(request: Request): Response | Promise<Response> } {
  const api = routes()
  api.use(short)
  for (const { path, methods, budget } of places(app)) {
    api.use(path, anyOrigin(methods), only(methods), within(budget))
  }
  api.route('/', datasets(app))
  api.route('/', dataset(app))
  api.route('/', rows(app))
  api.route('/', revisions(app))
  api.route('/', query(app))
  api.route('/', changes(app, changeLogIn(app.lake.store)))
  api.route('/', status(app, statusIn(app.lake.store)))
  api.route('/', files(app.lake.store))
  api.route('/', docs(api))
  api.notFound((c) => refuse(c, nothingAt(c.req.path)))
  api.onError((error, c) => refuse(c, refusalOf(error)))
  return { fetch: (request) => api.fetch(withFormat(request)) }
}

/** Refuses addresses that nobody could have meant. */
const short: MiddlewareHandler = async (c, next) => {
  if (c.req.url.length > MOST_URL_CHARACTERS) {
    throw new Refusal(414, 'url_too_long', 'The address is too long', 'POST long SQL to /api/query.')
  }
  await next()
}

/** Refuses methods that a path does not have. */
function only(methods: string): MiddlewareHandler {
  const allowed = methods.split(', ')
  return async (c, next) => {
    if (!allowed.includes(c.req.method)) {
      throw new Refusal(
        405,
        'method_not_allowed',
        `${c.req.path} takes no ${c.req.method}`,
        `It takes ${methods}.`,
        {},
        {
          allow: methods,
        },
      )
    }
    await next()
  }
}

function nothingAt(path: string): Refusal {
  return new Refusal(404, 'not_found', `Nothing at ${quoted(path)}`, 'GET /docs says what there is.')
}
