import { citationOf } from '../../src/query/citation'
import type { Receipt as EngineReceipt } from '../../src/query/receipt'
import { Problem } from '../api/client'
import type { Receipt, Value } from '../api/types'
import type { Result } from './result'
import { hashOf, type Shared } from './share'
import type { Reply, Request, TableSchema } from './messages'

/* The engine in this browser, as the page talks to it. It is started by the first question and kept. */

/** Written by the build: where the worker and its engine are. */
declare const ENGINE_WORKER: string
declare const ENGINE_WASM: string

interface Waiting {
  resolve: (reply: Reply) => void
  reject: (problem: Problem) => void
}

let worker: Worker | undefined
let last = 0
const waiting = new Map<number, Waiting>()

/** The answer to SQL, worked out here. @throws Problem */
export async function askBrowser(sql: string, at: Omit<Shared, 'sql'>, signal?: AbortSignal): Promise<Result> {
  const start = performance.now()
  const reply = await send({ id: ++last, kind: 'ask', sql, ...at }, signal)
  if (reply.kind !== 'answer') throw unexpected()
  const { answer } = reply
  return {
    columns: answer.columns,
    rows: answer.rows as Value[][],
    truncated: answer.truncated,
    version: answer.catalogVersion,
    bytesRead: answer.bytesRead,
    millis: performance.now() - start,
    where: 'browser',
    receipt: receiptOf(answer.receipt),
  }
}

export async function schema(): Promise<TableSchema[]> {
  const reply = await send({ id: ++last, kind: 'schema' })
  if (reply.kind !== 'schema') throw unexpected()
  return reply.schema
}

function send(request: Request, signal?: AbortSignal): Promise<Reply> {
  worker ??= start()
  const to = worker
  return new Promise((resolve, reject) => {
    waiting.set(request.id, { resolve, reject })
    to.postMessage(request)
    signal?.addEventListener('abort', () => {
      to.postMessage({ id: request.id, kind: 'cancel' } satisfies Request)
      waiting.delete(request.id)
      reject(new DOMException('Cancelled', 'AbortError'))
    })
  })
}

function start(): Worker {
  const started = new Worker(`${ENGINE_WORKER}#${ENGINE_WASM}`, { type: 'module', name: 'SQL engine' })
  started.onmessage = ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.kind !== 'failure') return asked?.resolve(data)
    const { status, code, message, advice, details } = data.failure
    asked?.reject(new Problem(status, code, message, advice, details))
  }
  started.onerror = (event) => {
    event.preventDefault()
    worker = undefined
    started.terminate()
    const problem = new Problem(
      0,
      'engine',
      'The engine stopped',
      'Run it again, ask for less, or run it on the server.',
    )
    for (const { reject } of waiting.values()) reject(problem)
    waiting.clear()
  }
  return started
}

function unexpected(): Problem {
  return new Problem(0, 'unexpected', 'The engine gave another answer than was asked for', 'Reload the page.')
}

/** The receipt as the API writes it, so that the page shows one kind. */
function receiptOf(receipt: EngineReceipt): Receipt {
  const { sql, catalogVersion, committedAt, asOf } = receipt
  return {
    sql,
    version: catalogVersion,
    committed_at: committedAt,
    ...(asOf && { as_of: asOf }),
    datasets: receipt.datasets.map(({ landingPage, ...dataset }) => ({ ...dataset, landing_page: landingPage })),
    url: `${location.origin}/sql${hashOf(sql, catalogVersion, asOf)}`,
    citation: citationOf(receipt),
  }
}
