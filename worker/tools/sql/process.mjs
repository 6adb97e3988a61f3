/*
 * One process of the pool that runs SQL: the whole API and MCP endpoint behind a socket that only the pool knows. It serves
 * one request at a time, and may be killed during any. `npm run build` bundles it into build/sql/process.mjs.
 *
 *   node process.mjs <socket> <DuckDB's WebAssembly>
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Worker } from 'node:worker_threads'
import { DuckDbEngine } from '../../src/query/duckdb/engine.ts'
import { URL_HEADER } from '../../src/sql/service.ts'
import { start } from '../../src/start.ts'

const [socket, wasm] = process.argv.slice(2)

const engine = new DuckDbEngine(new WebAssembly.Module(readFileSync(wasm)))
// The first statement need not wait for what each needs.
await engine.warm()
const handle = start(process.env, { engine: async () => engine })

createServer(serve).listen(socket, () => process.send('idle'))
endWithParent()

async function serve(incoming, outgoing) {
  const left = new AbortController()
  const closed = new Promise((resolve) => outgoing.on('close', resolve))
  closed.then(() => left.abort())
  try {
    const response = await handle(requestOf(incoming, left.signal))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    if (response.body) await pipeline(Readable.fromWeb(response.body), outgoing)
    else outgoing.end()
  } catch (error) {
    if (!left.signal.aborted) console.error(error)
    outgoing.destroy()
  }
  await closed
  process.send('idle')
}

function requestOf(incoming, signal) {
  const { [URL_HEADER]: url, ...headers } = incoming.headers
  const hasBody = !['GET', 'HEAD'].includes(incoming.method)
  const body = hasBody ? { body: Readable.toWeb(incoming), duplex: 'half' } : {}
  return new Request(url, { method: incoming.method, headers, signal, ...body })
}

/** A statement may keep this thread from noticing that the pool has gone, so another thread checks. */
function endWithParent() {
  const watch = `
    const parent = process.ppid
    setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 1000)
  `
  new Worker(watch, { eval: true }).unref()
  process.on('disconnect', () => process.exit())
}
