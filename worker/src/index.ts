import { env } from 'cloudflare:workers'
import type { Budget } from './budget'
import { restApi } from './api/server'
import { catalogsIn } from './catalog/catalog'
import { type Env as StoreEnv, storeOf } from './catalog/store'
import { mcpEndpoint } from './mcp/http'
import { workerEngine } from './query/worker'

/** What the Worker is given beside its store; `wrangler.jsonc` says what each is for. */
export interface Env extends StoreEnv {
  METADATA_BUDGET?: Budget
  FILES_BUDGET?: Budget
  QUERY_BUDGET?: Budget
  /** `here` or `browser`. */
  QUERIES?: string
  /** Names under which `/mcp` may be asked, by comma, beside those of one's own machine. */
  MCP_HOSTS?: string
  /** Which deployment this is. */
  DEPLOYED?: { id: string }
}

type Handler = (request: Request) => Response | Promise<Response>

function start(env: Env): Handler {
  const store = storeOf(env)
  const app = {
    lake: {
      store,
      catalogs: catalogsIn(store),
      engine: workerEngine,
    },
    budgets: { metadata: env.METADATA_BUDGET, files: env.FILES_BUDGET, queries: env.QUERY_BUDGET },
    queries: env.QUERIES === 'browser' ? ('browser' as const) : ('here' as const),
    deployed: env.DEPLOYED?.id.slice(0, 8),
  }
  const rest = restApi(app)
  const mcp = mcpEndpoint({
    ...app,
    hosts: (env.MCP_HOSTS ?? '')
      .split(',')
      .map((host) => host.trim())
      .filter(Boolean),
  })
  return (request) => (new URL(request.url).pathname === '/mcp' ? mcp(request) : rest.fetch(request))
}

/*
 * Made while the isolate starts, which has a second of its own: a request has milliseconds. One per isolate, so that the
 * catalogue is parsed once a version.
 */
const handler = start(env as Env)

export default { fetch: handler }
