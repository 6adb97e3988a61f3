import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { patience } from '../../src/catalog/patience'
import { boundStore, s3Store } from '../../src/catalog/store'
import { apiOver, type ErrorBody } from './support'

/* A store that fails in each possible way: readers get an error at once. */

const servers: Server[] = []

async function endpointOf(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const FAILURES: Record<string, RequestListener | 'refused'> = {
  'never answers': () => undefined,
  'stops amid its answer': (_, response) => void response.writeHead(200, { 'content-length': 10_000 }).write('PAR1'),
  'breaks off amid its answer': (_, response) => {
    response.writeHead(200, { 'content-length': 10_000 }).write('PAR1', () => response.destroy())
  },
  'answers 500': (_, response) => void response.writeHead(500).end('<html>'),
  'answers 503': (_, response) => void response.writeHead(503).end(),
  'answers 429': (_, response) => void response.writeHead(429).end(),
  'answers 403': (_, response) => void response.writeHead(403).end('<Error/>'),
  'closes the connection': (request) => void request.socket.destroy(),
  'speaks no HTTP': (request) => void request.socket.end('SSH-2.0-x\r\n'),
  'refuses connections': 'refused',
}

const READS = ['/api/datasets', '/api/datasets/ae_provider', '/api/changes', '/sitemap.xml', '/api/query?sql=SELECT+1']
const STATUS = '/api/status'
const FILE = '/files/datasets/ae_provider.parquet'

describe.each(Object.entries(FAILURES))('a store that %s', (how, listener) => {
  // An answer that has started to stream keeps its status: a file that breaks off is shorter than its length says.
  it.each([...READS, STATUS, ...(how.includes('amid') ? [] : [FILE])])('ends in 503 at %s', async (path) => {
    const endpoint = await endpointOf(listener === 'refused' ? () => undefined : listener)
    if (listener === 'refused') await new Promise((closed) => servers.pop()?.close(closed))
    const api = apiOver(s3Store({ S3_ACCESS_KEY_ID: 'k', S3_SECRET_ACCESS_KEY: 's' }, endpoint, patience(20)))

    const response = await api.request(path, path === FILE ? { headers: { 'if-none-match': '"x"' } } : {})

    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(((await response.json()) as ErrorBody).error.code).toBe('store_unavailable')
  })
})

describe('a store that has one bad moment', () => {
  it('is asked again', async () => {
    let asked = 0
    const endpoint = await endpointOf((_, response) => {
      asked++
      response.writeHead(asked === 1 ? 500 : 200, { etag: '"e"' }).end('bytes')
    })
    const store = s3Store({ S3_ACCESS_KEY_ID: 'k', S3_SECRET_ACCESS_KEY: 's' }, endpoint)

    expect(await store.get('datasets/catalog.parquet')).toMatchObject({ etag: '"e"' })
    expect(asked).toBe(2)
  })
})

describe('a bucket that never answers', () => {
  it.each(['/api/datasets', STATUS, FILE])('ends in 503 at %s', async (path) => {
    const never = () => new Promise<never>(() => undefined)
    const bucket = { get: never, head: never } as unknown as R2Bucket

    const response = await apiOver(boundStore(bucket, patience(1))).request(path)

    expect(response.status).toBe(503)
  })
})

describe('a bucket that stops in the middle of an object', () => {
  it.each(['/api/datasets', STATUS])('ends in 503 at %s', async (path) => {
    const body = () => new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) })
    const hung = () => Promise.resolve({ etag: 'e', size: 20, body: body(), arrayBuffer: () => new Promise(() => {}) })
    const bucket = { get: hung, head: hung } as unknown as R2Bucket

    const response = await apiOver(boundStore(bucket, patience(1))).request(path)

    expect(response.status).toBe(503)
  })
})

describe('patience', () => {
  it('does not lose an answer that came while the thread was busy', async () => {
    const answered = new Promise((resolve) => setTimeout(resolve, 40, 'answer'))
    const waiting = patience(10)(answered)
    for (const until = performance.now() + 200; performance.now() < until; );

    expect(await waiting).toBe('answer')
  })
})
