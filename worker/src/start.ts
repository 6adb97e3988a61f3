import { restApi } from './api/server'
import type { Budget } from './http/budget'
import { catalogsIn } from './catalog/catalog'
import { type Env as StoreEnv, storeOf } from './catalog/store'
import { mcpEndpoint } from './mcp/http'
import { publicOrigin } from './http/origin'
import type { QueryEngine } from './query/engine'
import type { SqlDoor } from './sql/door'

/** What the Worker is given besides its store; `wrangler.jsonc` says what each is for. */
export interface Env extends StoreEnv {
  METADATA_BUDGET?: Budget
  FILES_BUDGET?: Budget
  /** `here` or `browser`. */
  QUERIES?: string
  /** Where readers find all this; links follow it. */
  PUBLIC_URL?: string
  /** Names under which `/mcp` may be asked, by comma, beside the public one and those of one's own machine. */
  MCP_HOSTS?: string
  /** The page and what it loads. */
  ASSETS?: { fetch(request: Request): Promise<Response> }
  /** Which deployment this is. */
  DEPLOYED?: { id: string }
}

export type Handler = (request: Request) => Response | Promise<Response>

/** Runs SQL in this isolate, or passes it on to where it runs; without a door it runs in browsers only. */
export type Sql = { engine(): Promise<QueryEngine> } | { door: SqlDoor | undefined }

/** The API, the page and the MCP endpoint over what the environment names. */
export function start(env: Env, sql: Sql): Handler {
  const store = storeOf(env)
  const app = {
    lake: { store, catalogs: catalogsIn(store), engine: 'engine' in sql ? sql.engine : runsElsewhere },
    sql: 'door' in sql ? sql.door : undefined,
    budgets: { metadata: env.METADATA_BUDGET, files: env.FILES_BUDGET },
    queries: env.QUERIES === 'browser' ? ('browser' as const) : ('here' as const),
    deployed: env.DEPLOYED?.id.slice(0, 8),
    publicUrl: publicOrigin(env.PUBLIC_URL),
    assets: env.ASSETS,
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

async function runsElsewhere(): Promise<never> {
  throw new Error('No SQL runs here')
}
