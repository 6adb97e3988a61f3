import { catalogsIn } from '../../src/catalog/catalog'
import { httpStore } from '../../src/catalog/store'
import { asOfFrom } from '../../src/query/as-of'
import { ask, type Lake } from '../../src/query/ask'
import { BROWSER_ENGINE, DuckDbEngine } from '../../src/query/duckdb/engine'
import { AskError } from '../../src/query/error'
import { BROWSER_LIMITS } from '../../src/query/limits'
import { schemaOf } from './schema'
import type { Failure, Reply, Request } from './messages'

/*
 * The engine of the Worker, in the visitor's browser: the same guard, the same plan, the same answers. It runs in a
 * thread of its own, so that the page stays quick, and reads published parts by ranges.
 */

const store = httpStore(new URL('/files', location.origin).href)
const catalogs = catalogsIn(store)
const engineAddress = new URL(location.href).hash.slice(1)
let engine: Promise<DuckDbEngine> | undefined

const lake: Lake = { store, catalogs, engine: () => (engine ??= start()) }

async function start(): Promise<DuckDbEngine> {
  try {
    return new DuckDbEngine(await WebAssembly.compileStreaming(fetch(engineAddress)), BROWSER_ENGINE)
  } catch (error) {
    engine = undefined
    throw new AskError(
      503,
      'busy',
      `The engine could not be loaded: ${textOf(error)}`,
      'Check the connection, and try again.',
    )
  }
}

const waiting = new Map<number, AbortController>()

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'cancel') return waiting.get(data.id)?.abort()
  const stop = new AbortController()
  waiting.set(data.id, stop)
  try {
    self.postMessage(await reply(data, stop.signal))
  } catch (error) {
    self.postMessage({ id: data.id, kind: 'failure', failure: failureOf(error) } satisfies Reply)
  } finally {
    waiting.delete(data.id)
  }
}

async function reply(request: Exclude<Request, { kind: 'cancel' }>, signal: AbortSignal): Promise<Reply> {
  const { id } = request
  if (request.kind === 'schema') return { id, kind: 'schema', schema: schemaOf(await catalogs.latest()) }
  const { sql, version, asOf } = request
  const question = { sql, signal, version, asOf: asOf ? asOfFrom(asOf) : undefined }
  return { id, kind: 'answer', answer: await ask(lake, question, BROWSER_LIMITS) }
}

function failureOf(error: unknown): Failure {
  if (error instanceof AskError) {
    const { status, code, message, advice, details } = error
    return { status, code, message, advice, details }
  }
  return {
    status: 0,
    code: 'unexpected',
    message: textOf(error),
    advice: 'Try again, or run it on the server.',
    details: {},
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
