import { type Budget } from './budget'
import { restApi } from './api/server'
import { catalogsIn } from './catalog/catalog'
import { type Env as StoreEnv, storeOf } from './catalog/store'
import { workerEngine } from './query/worker'

/** What the Worker is given beside its store; `wrangler.jsonc` says what each is for. */
export interface Env extends StoreEnv {
  METADATA_BUDGET?: Budget
  FILES_BUDGET?: Budget
  QUERY_BUDGET?: Budget
  /** `here` or `browser`. */
  QUERIES?: string
}

function start(env: Env): { fetch(request: Request): Response | Promise<Response> } {
  const store = storeOf(env)
  return restApi({
    lake: {
      store,
      catalogs: catalogsIn(store),
      engine: workerEngine,
    },
    budgets: { metadata: env.METADATA_BUDGET, files: env.FILES_BUDGET, queries: env.QUERY_BUDGET },
    queries: env.QUERIES === 'browser' ? 'browser' : 'here',
  })
}

// One per isolate: the catalogue is parsed once a version, not once a request.
let started: ReturnType<typeof start> | undefined

export default {
  fetch(request: Request, env: Env): Response | Promise<Response> {
    started ??= start(env)
    return started.fetch(request)
  },
}
