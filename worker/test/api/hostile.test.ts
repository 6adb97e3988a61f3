import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { clientOf, PERIOD_SECONDS } from '../../src/http/budget'
import { OBJECTS } from '../lake'
import { memoryStore } from '../memoryStore'
import { apiOver, type ErrorBody } from './support'

/* Hostile requests, by their numbers in the list that they come from. */

const api = apiOver()

async function refusal(path: string, init?: RequestInit): Promise<{ status: number; code: string }> {
  const response = await api.request(path, init)
  const text = await response.text()
  expect(text.length).toBeLessThan(4096)
  const { error } = JSON.parse(text) as ErrorBody
  expect(error.message && error.advice).toBeTruthy()
  return { status: response.status, code: error.code }
}

function post(body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }): RequestInit {
  return { method: 'POST', body, headers }
}

describe('a query', () => {
  it('77: is refused when it is longer than SQL may be, in an address or a body', async () => {
    expect(await refusal(`/api/query?sql=${'x'.repeat(9_000)}`)).toMatchObject({ status: 400 })
    expect(await refusal(`/api/query?sql=${'x'.repeat(17_000)}`)).toEqual({ status: 414, code: 'url_too_long' })
    expect(await refusal('/api/query', post(JSON.stringify({ sql: 'x'.repeat(10_000_000) })))).toEqual({
      status: 413,
      code: 'body_too_long',
    })
  })

  it('77: is read no further than the limit, also when it claims to be shorter', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent++
        controller.enqueue(new Uint8Array(16_384).fill(32))
      },
    })
    const init = { ...post(endless), duplex: 'half' } as RequestInit

    expect(await refusal('/api/query', init)).toEqual({ status: 413, code: 'body_too_long' })
    expect(sent).toBeLessThan(10)
  })

  it('78: is refused when it is asked twice', async () => {
    expect(await refusal('/api/query?sql=SELECT+1&sql=SELECT+2')).toEqual({ status: 400, code: 'bad_request' })
    expect(await refusal('/api/query.csv?sql=SELECT+1&format=json')).toEqual({ status: 400, code: 'bad_request' })
  })

  it('83: is refused when it is compressed', async () => {
    const init = post('x', { 'content-type': 'application/json', 'content-encoding': 'gzip' })

    expect(await refusal('/api/query', init)).toEqual({ status: 415, code: 'unsupported_media_type' })
  })

  it.each([
    ['a false type', post('<sql/>'), 400],
    ['another type', post('x', { 'content-type': 'multipart/form-data' }), 415],
    ['no type', post(new Uint8Array([32]), {}), 415],
    ['bytes that are no UTF-8', post(new Uint8Array([0x7b, 0xff, 0xfe])), 400],
    ['deep JSON', post('['.repeat(10_000) + ']'.repeat(10_000)), 400],
    ['deep JSON in its place', post(`{"sql":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), 400],
    ['a list for the SQL', post('{"sql":["SELECT 1"]}'), 400],
    ['an operator for the SQL', post('{"sql":{"$ne":1}}'), 400],
    ['a parameter that there is not', post('{"sql":"SELECT 1","__proto__x":1}'), 400],
    ['nothing', post('{}'), 400],
  ])('84: is refused with %s', async (_, init, status) => {
    expect((await refusal('/api/query', init)).status).toBe(status)
  })
})

describe('a parameter', () => {
  it.each([
    'limit=-1',
    'limit=1e9',
    'limit=0',
    'limit=',
    'limit=NaN',
    'limit=1.5',
    'offset=9e18',
    'offset=-1',
    'limit=5&limit=6',
    'nonsense=1',
  ])('79: %s is refused', async (parameter) => {
    expect(await refusal(`/api/datasets?${parameter}`)).toEqual({ status: 400, code: 'bad_request' })
    expect(await refusal(`/api/datasets/ae_provider/rows?${parameter}`)).toEqual({ status: 400, code: 'bad_request' })
  })

  it.each([
    '../catalog',
    '%2e%2e%2f',
    'a%00b',
    'x'.repeat(10_000),
    '__proto__',
    'constructor',
    '%ff',
    'ae_provider;drop',
  ])('80: the dataset %.30s is refused', async (id) => {
    expect([400, 404]).toContain((await refusal(`/api/datasets/${id}`)).status)
    expect([400, 404]).toContain((await refusal(`/api/datasets/${id}/rows`)).status)
  })

  it.each([
    'filter=org_code',
    'filter=org_code:is:x',
    'filter=nothing:eq:x',
    'filter=attendances_type_1:gt:1;DROP',
    'filter=attendances_type_1:eq:1e9999',
    'filter=period_start:gte:2025-13-45',
    "filter=period_start:gte:2025-01-01'--",
    'filter=attendances_type_1:contains:1',
    'filter=org_code:eq:%00',
    'filter=org_code:in:[]',
    'columns=org_code,"x"',
    'columns=',
    'order=org_code:down',
    'order=org_code:asc:desc',
    'order=1',
    'cursor=1.2.3',
    'cursor=x',
    'shape=cube',
    'format=xlsx',
  ])('%s is refused', async (parameter) => {
    expect((await refusal(`/api/datasets/ae_provider/rows?${parameter}`)).status).toBe(400)
  })
})

const OTHER_PATHS = ['/files/datasets/catalog.parquet', '/openapi.json', '/docs', '/docs/start.js', '/sitemap.xml']

describe('a method', () => {
  const paths = [
    '/api/datasets',
    '/api/datasets/ae_provider',
    '/api/datasets/ae_provider/rows',
    '/api/query',
    '/api/changes',
  ]

  it.each([...paths, ...OTHER_PATHS])('85: that %s has not is refused', async (path) => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
      const response = await api.request(path, { method })

      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toContain('GET')
    }
  })

  it.each(paths)('85: OPTIONS of %s says what may be asked from anywhere', async (path) => {
    const response = await api.request(path, { method: 'OPTIONS', headers: { origin: 'https://other.example' } })

    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-methods')).toContain('GET')
  })

  it.each([...paths.map((path) => (path === '/api/query' ? `${path}?sql=SELECT+1` : path)), ...OTHER_PATHS])(
    '85: HEAD of %s is GET without a body',
    async (path) => {
      const [got, head] = [await api.request(path), await api.request(path, { method: 'HEAD' })]
      await got.arrayBuffer()

      expect([head.status, await head.text()]).toEqual([200, ''])
      for (const name of ['content-type', 'etag', 'cache-control', 'access-control-allow-origin']) {
        expect([name, head.headers.get(name)]).toEqual([name, got.headers.get(name)])
      }
    },
  )
})

describe('any request', () => {
  const PATHS = [
    ...['/api/datasets', '/api/datasets/ae_provider', '/api/datasets/ae_provider/rows', '/api/query', '/api/changes'],
    ...['/api/datasets/ae_provider/revisions', '/api/status', '/files/datasets/catalog.parquet', '/openapi.json'],
    ...['/docs', '/sitemap.xml', '/sql', '/nowhere', '/assets/nope.js'],
  ]
  const LONG = 'x'.repeat(100_000)

  /** Answers of 2xx are as they are; all others have the one shape, and none is our fault. */
  async function isAnswered(path: string, init?: RequestInit): Promise<void> {
    const response = await api.request(path, init)
    const text = await response.text()

    expect(response.status).toBeLessThan(500)
    if (response.ok || response.status === 304 || init?.method === 'HEAD') return
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(text.length).toBeLessThan(4096)
    expect(JSON.parse(text)).toMatchObject({ error: { code: expect.any(String), advice: expect.any(String) } })
  }

  it.each(PATHS.flatMap((path) => ['accept', 'range', 'if-none-match', 'if-range', 'x', 'host'].map((h) => [h, path])))(
    'a very long or odd %s at %s has its answer',
    async (header, path) => {
      for (const value of [
        LONG,
        ',;='.repeat(3000),
        '\u00ff\u00fe',
        'bytes=0-0,1-1',
        'bytes=-0',
        '*/*;q=x',
        '*',
        '"',
        '',
      ]) {
        for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE', 'BREW']) {
          await isAnswered(path, { method, headers: { [header]: value } })
        }
      }
    },
  )

  const TEXTS = [
    '%',
    '%f',
    '%zz',
    '%ff',
    '%c0%ae',
    '%u0041',
    '%00',
    '%0d%0aSet-Cookie:a',
    '+',
    '%E2%80%AE',
    '&&==',
    '[]=',
  ]

  it.each(PATHS)('odd parameters at %s have their answer', async (path) => {
    for (const text of TEXTS) {
      for (const query of [text, `q=${text}`, `limit=1&limit=${text}`, `${text}=1`, `sql=${text}`, `format=${text}`]) {
        await isAnswered(`${path}?${query}`)
      }
    }
  })

  it.each(PATHS)('odd ends of %s have their answer', async (path) => {
    for (const text of [
      ...TEXTS,
      '/',
      '//',
      '/..',
      '/.',
      ';a=b',
      '.csv',
      '.xlsx',
      '.atom',
      '%2f',
      '%5c',
      '%2e%2e',
      LONG,
    ]) {
      await isAnswered(`${path}${text}`)
      await isAnswered(`${path}/${text}`)
    }
  })

  it.each(PATHS)('a body of any type at %s has its answer', async (path) => {
    for (const type of [
      'application/json',
      'text/html',
      'multipart/form-data; boundary=',
      'x',
      'application/sql;;',
      LONG,
    ]) {
      for (const body of ['', '{', 'null', '"x"', '[]', LONG]) {
        await isAnswered(path, { ...post(body, { 'content-type': type }) })
        await isAnswered(path, { ...post(body, { 'content-type': type }), method: 'PUT' })
      }
    }
  })

  it.each(PATHS.filter((path) => path.startsWith('/api')))('a parameter of %s given twice is refused', async (path) => {
    const named = { '/api/query': 'sql=SELECT+1' }[path] ?? ''
    for (const query of ['nonsense=1', 'limit=1&limit=1', '__proto__=1', 'constructor=1']) {
      const response = await api.request(`${path}?${named}&${query}`)
      expect([path, query, response.status]).toEqual([path, query, 400])
    }
  })
})

describe('a client', () => {
  function limited(allowed: number) {
    const spent = new Map<string, number>()
    return {
      spent,
      async limit({ key }: { key: string }) {
        spent.set(key, (spent.get(key) ?? 0) + 1)
        return { success: (spent.get(key) ?? 0) <= allowed }
      },
    }
  }

  const from = (address: string, more = {}) => ({ headers: { 'cf-connecting-ip': address, ...more } })

  it('82: that asks too much learns when to ask again; others are served', async () => {
    const budget = limited(5)
    const busy = apiOver(memoryStore(OBJECTS), { budgets: { metadata: budget } })
    const statuses: number[] = []
    for (let i = 0; i < 50; i++) {
      statuses.push((await busy.request(`/api/datasets?offset=${i}`, from('192.0.2.1'))).status)
    }
    const refused = await busy.request('/api/datasets', from('192.0.2.1'))

    expect(statuses.filter((status) => status === 429).length).toBe(45)
    expect(refused.headers.get('retry-after')).toBe(String(PERIOD_SECONDS))
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    expect((await busy.request('/api/datasets', from('192.0.2.2'))).status).toBe(200)
  })

  it('spends files and everything else from budgets of their own', async () => {
    const budgets = { metadata: limited(1), files: limited(1) }
    const busy = apiOver(memoryStore(OBJECTS), { budgets })

    expect((await busy.request('/api/query?sql=SELECT+1', from('192.0.2.1'))).status).toBe(200)
    expect((await busy.request('/api/datasets/ae_provider', from('192.0.2.1'))).status).toBe(429)
    expect((await busy.request('/files/datasets/catalog.parquet', from('192.0.2.1'))).status).toBe(200)
  })

  it('86: is known by the address that Cloudflare saw, not by what it claims', async () => {
    const budget = limited(1)
    const busy = apiOver(memoryStore(OBJECTS), { budgets: { metadata: budget } })
    await busy.request('/api/datasets', from('192.0.2.1', { 'x-forwarded-for': '198.51.100.1' }))

    const again = await busy.request('/api/datasets', from('192.0.2.1', { 'x-forwarded-for': '198.51.100.2' }))

    expect(again.status).toBe(429)
  })

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    [undefined, 'local'],
  ])('86: at %s counts as %s', (address, client) => {
    expect(clientOf(address)).toBe(client)
  })

  it('89: elsewhere may read, without credentials', async () => {
    const response = await api.request('/api/datasets', { headers: { origin: 'https://evil.example', cookie: 'a=b' } })

    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('87: that does not read its answer does not hold up others', async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, () => api.request('/api/datasets/rtt_pathways')))

    expect((await api.request('/api/datasets')).status).toBe(200)
    expect(slow.every((response) => response.body && !response.bodyUsed)).toBe(true)
  })
})

describe('the limits', () => {
  it('count in the period that Retry-After names', async () => {
    const text = await readFile(new URL('../../wrangler.jsonc', import.meta.url), 'utf8')
    const periods = [...text.matchAll(/"period": (\d+)/g)].map((match) => Number(match[1]))

    expect(periods).toEqual([PERIOD_SECONDS, PERIOD_SECONDS])
  })
})
