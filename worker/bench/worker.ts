import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'
import { catalogsIn } from '../src/catalog/catalog'
import { boundStore } from '../src/catalog/store'
import { ask } from '../src/query/ask'
import { DuckDbEngine } from '../src/query/duckdb/engine'
import { PUBLIC_LIMITS } from '../src/query/limits'

/** The Worker that the benchmark asks: the engine as it is, timed inside. `x-fresh` forgets what was read before; PUT publishes. */
let engine = new DuckDbEngine(wasm)

export default {
  async fetch(request: Request, env: { BUCKET: R2Bucket }): Promise<Response> {
    if (request.method === 'PUT') {
      await env.BUCKET.put(new URL(request.url).pathname.slice(1), await request.arrayBuffer())
      return new Response()
    }
    const store = boundStore(env.BUCKET)
    const lake = { store, catalogs: catalogsIn(store), engine: async () => engine }
    const limits = { ...PUBLIC_LIMITS, millis: 60_000 }
    if (request.headers.has('x-fresh')) {
      engine = new DuckDbEngine(wasm)
      await ask(lake, { sql: 'SELECT 1' }, limits)
    }
    const sql = await request.text()
    const start = performance.now()
    const { rows, bytesRead } = await ask(lake, { sql }, limits)
    const millis = performance.now() - start
    return Response.json({ rows, bytesRead, millis, engineBytes: engine.memoryBytes })
  },
}
