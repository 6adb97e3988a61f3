import { env } from 'cloudflare:workers'
import { workerEngine } from './query/duckdb/worker'
import { type Env, start } from './start'

/*
 * The Worker that runs SQL, and that only `index.ts` reaches: an isolate of its own, with a limit of CPU of its own
 * (`wrangler.sql.jsonc`).
 */
export default { fetch: start(env as Env, { engine: workerEngine }) }
