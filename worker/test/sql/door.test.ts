import { describe, expect, it } from 'vitest'
import type { AskError } from '../../src/query/error'
import { ENDED_HEADER, MILLIS_HEADER, sqlServiceOf, USED_HEADER } from '../../src/sql/service'
import { apiOver } from '../api/support'
import { lakeOver, OBJECTS } from '../lake'
import { memoryStore } from '../memoryStore'
import { doorTo, handClock, pause } from './door'

const ASKS = ['/api/query?sql=SELECT+1', '/api/datasets/ae_provider/rows', '/api/datasets/ae_provider/revisions']

/** The API as it is reached, where SQL runs elsewhere and none runs here. */
function apiWith(service: { fetch(request: Request): Promise<Response> }, now = handClock()) {
  const noEngine = async () => Promise.reject(new Error('SQL ran here'))
  const lake = { ...lakeOver(memoryStore(OBJECTS)), engine: noEngine }
  return apiOver(undefined, { lake, sql: doorTo(service, now) })
}

const hangs = { fetch: () => new Promise<Response>(() => {}) }

describe('where SQL runs elsewhere', () => {
  it.each(ASKS)('%s is answered there, as it was asked', async (path) => {
    const elsewhere = apiOver()
    const api = apiWith({ fetch: async (request) => elsewhere.request(request.url, request) })
    // The first reads parts, and says how many bytes.
    await elsewhere.request(path)

    const answer = await api.request(path)

    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(await (await elsewhere.request(path)).text())
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })

  it.each(['/api/datasets', '/api/datasets/ae_provider', '/api/changes', '/files/datasets/catalog.parquet'])(
    '%s does not wait for it',
    async (path) => {
      const api = apiWith(hangs)
      ASKS.forEach((each) => api.request(each))

      expect((await api.request(path)).status).toBe(200)
    },
  )

  it('an end is an error like any other', async () => {
    const error = { code: 'too_slow', message: 'The statement takes longer than 5 seconds', advice: 'Ask for less.' }
    const api = apiWith({
      fetch: async () => Response.json({ error }, { status: 422, headers: { [ENDED_HEADER]: 'too_slow' } }),
    })

    const answer = await api.request('/api/query?sql=SELECT+1')

    expect([answer.status, await answer.json()]).toEqual([422, { error }])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('a service that fails is no reason to fail', async () => {
    const api = apiWith({ fetch: async () => Promise.reject(new Error('exceeded CPU')) })

    expect((await api.request('/api/query?sql=SELECT+1')).status).toBe(503)
  })

  it('work is what the service counts, and is sent to it', async () => {
    const clock = handClock()
    const used: (string | null)[] = []
    const door = doorTo(
      {
        async fetch(request) {
          used.push(request.headers.get(USED_HEADER))
          clock.millis += 100
          return new Response('x', { headers: { [MILLIS_HEADER]: '9000' } })
        },
      },
      clock,
    )
    for (let i = 0; i < 3; i++) await (await door.answer(new Request('http://x/'), 'a')).text()

    const refused = await door.answer(new Request('http://x/'), 'a').catch((error: AskError) => error)

    expect(used).toEqual(['0', '9000', '17967'])
    expect(refused).toMatchObject({ status: 429 })
  })

  it.each([
    [2_000, 2_100],
    [60_000, 3_100],
  ])('rows that are read while they are sent are work, a slow reader is none: after %d ms', async (millis, work) => {
    const clock = handClock()
    const used: (string | null)[] = []
    const door = doorTo(
      {
        async fetch(request) {
          used.push(request.headers.get(USED_HEADER))
          return new Response(new Uint8Array(3_000_000), { headers: { [MILLIS_HEADER]: '100' } })
        },
      },
      clock,
    )
    const answer = await door.answer(new Request('http://x/'), 'a')
    clock.millis += millis
    await answer.arrayBuffer()
    await pause()
    await door.answer(new Request('http://x/'), 'a')

    expect(used).toEqual(['0', String(work)])
  })

  it('a client that leaves ends its work, and may ask again', async () => {
    const left = new AbortController()
    let ended = false
    const door = doorTo({
      fetch: (request) =>
        new Promise((_, reject) =>
          request.signal.addEventListener('abort', () => {
            ended = true
            reject(new Error('aborted'))
          }),
        ),
    })
    const first = door.answer(new Request('http://x/', { signal: left.signal }), 'a').catch((error: AskError) => error)
    await pause()
    left.abort()

    expect(await first).toMatchObject({ code: 'cancelled' })
    expect(ended).toBe(true)
  })

  it('nothing starts without a service', () => {
    expect(() => sqlServiceOf({})).toThrow('wrangler.sql.jsonc')
  })
})
