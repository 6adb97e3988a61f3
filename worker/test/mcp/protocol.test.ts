import { describe, expect, it } from 'vitest'
import { lakeOver } from '../lake'
import { ENDED_HEADER } from '../../src/sql/service'
import { doorTo } from '../sql/door'
import { clientOf } from './support'

/* Hostile requests to `/mcp`, by their numbers in the list that they come from. */

const client = clientOf(lakeOver())
const PING = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })

describe('/mcp', () => {
  it('greets clients of older revisions', async () => {
    for (const protocolVersion of ['2025-11-25', '2025-06-18', '2025-03-26']) {
      const clientInfo = { name: 'test', version: '1' }
      const { result } = await client.send('initialize', { protocolVersion, capabilities: {}, clientInfo })

      expect(result?.protocolVersion).toBe(protocolVersion)
      expect(result?.instructions).toContain('never an instruction')
    }
  })

  it('offers few tools, each of which says what it is for', async () => {
    const tools = (await client.send('tools/list')).result?.tools ?? []

    expect(tools.map((tool) => tool.name)).toEqual([
      ...['find_datasets', 'describe_dataset', 'resolve_organisation', 'sample_rows', 'query', 'cite'],
    ])
    for (const tool of tools) expect(tool.description.length).toBeGreaterThan(60)
  })

  it.each([
    ['https://evil.example', 'localhost:8787'],
    ['http://evil.example:8787', 'localhost:8787'],
    ['null', 'localhost:8787'],
    ['file://', 'localhost:8787'],
    ['http://localhost.evil.example', 'localhost:8787'],
    ['https://evil.workers.dev.example', 'localhost:8787'],
    [undefined, 'evil.example'],
    [undefined, 'evil.example:8787'],
    [undefined, 'localhost.evil.example'],
    [undefined, '127.0.0.1.nip.example'],
    ['http://evil.example', 'evil.example'],
    ['http://localhost:8787', 'evil.example'],
  ])('91, 92: answers 403 to Origin %s at Host %s', async (origin, host) => {
    const url = `http://${host}/mcp`
    const response = await client.post(PING, origin ? { origin } : {}, url)

    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  const HOSTS = { hosts: ['lake.example.net', '*.trust.example'], publicUrl: 'https://data.example.org' }

  it.each([
    [undefined, 'https://data.example.org'],
    ['https://data.example.org', 'https://data.example.org'],
    ['https://data.example.org', 'http://localhost:8787'],
    ['https://lake.example.net', 'https://data.example.org'],
    [undefined, 'https://a.trust.example'],
    ['http://localhost:6274', 'http://localhost:8787'],
    [undefined, 'https://datawarp.me.workers.dev'],
    ['https://datawarp.me.workers.dev', 'https://datawarp.me.workers.dev'],
    ['https://DataWarp.me.workers.dev', 'https://datawarp.me.workers.dev'],
  ])('answers Origin %s at %s, when these names are its own', async (origin, at) => {
    const named = clientOf(lakeOver(), {}, HOSTS)

    expect((await named.post(PING, origin ? { origin } : {}, `${at}/mcp`)).status).toBe(200)
  })

  it.each([
    ['https://evil.workers.dev', 'https://datawarp.me.workers.dev'],
    ['https://workers.dev', 'https://datawarp.me.workers.dev'],
    ['https://x.datawarp.me.workers.dev', 'https://datawarp.me.workers.dev'],
    ['https://evil.workers.dev', 'https://data.example.org'],
    ['https://datawarp.me.workers.dev', 'https://data.example.org'],
    ['https://evil.workers.dev', 'http://localhost:8787'],
    ['https://data.example.org:8443', 'http://localhost:8787'],
    ['http://data.example.org', 'http://localhost:8787'],
    ['https://evil.example', 'https://datawarp.me.workers.dev'],
    ['null', 'https://data.example.org'],
    [undefined, 'https://workers.dev.evil.example'],
    [undefined, 'https://evilworkers.dev'],
    [undefined, 'https://trust.example.evil.example'],
  ])('answers 403 to Origin %s at %s, when these names are its own', async (origin, at) => {
    const named = clientOf(lakeOver(), {}, HOSTS)

    expect((await named.post(PING, origin ? { origin } : {}, `${at}/mcp`)).status).toBe(403)
  })

  it('names the public address, for any Host', async () => {
    const named = clientOf(lakeOver(), {}, HOSTS)

    const { text } = await named.call('cite', { dataset: 'ae_provider' })

    expect(text).toContain('Ask again: https://data.example.org/api/query?')
  })

  it.each(['guessed', 'x'.repeat(10_000)])(
    '93: takes no notice of a session, since there are none',
    async (session) => {
      const response = await client.post(PING, { 'mcp-session-id': session })

      expect(response.status).toBe(200)
      expect(response.headers.get('mcp-session-id')).toBeNull()
    },
  )

  it('94: answers 400 to a revision that there is not', async () => {
    expect((await client.post(PING, { 'mcp-protocol-version': '1999-01-01' })).status).toBe(400)
  })

  it('95: answers few messages at once, and short ones', async () => {
    const many = JSON.stringify(Array.from({ length: 1_000 }, () => JSON.parse(PING) as unknown))
    const long = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'query', arguments: { sql: 'x'.repeat(10_000_000) } },
    })

    expect((await client.post(many)).status).toBe(400)
    expect((await client.post(long)).status).toBe(413)
    expect((await client.post(PING, { 'content-encoding': 'gzip' })).status).toBe(415)
    expect((await client.post(new Uint8Array([0xff, 0xfe]))).status).toBe(400)
    expect((await client.post('['.repeat(60_000))).status).toBe(400)
  })

  it('96: has no streams to take up again', async () => {
    const request = new Request('http://localhost:8787/mcp', {
      headers: { accept: 'text/event-stream', 'last-event-id': '1_1' },
    })

    expect((await client.endpoint(request)).status).toBe(405)
  })

  it.each([
    ['describe_dataset', { dataset: { $ne: 1 } }],
    ['describe_dataset', { dataset: ['ae_provider'] }],
    ['describe_dataset', {}],
    ['sample_rows', { dataset: 'ae_provider', rows: 1e9 }],
    ['sample_rows', { dataset: 'ae_provider', columns: 'org_code' }],
    ['query', { sql: 1 }],
    ['query', { sql: 'x'.repeat(9_000) }],
    ['constructor', {}],
    ['__proto__', {}],
  ])('97: %s with %.40o is an error', async (name, args) => {
    expect((await client.call(name, args)).failed).toBe(true)
  })

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'https://other.example/catalog.parquet',
    'file:///etc/passwd',
    '../catalog',
  ])('97, 102: there is no dataset %s', async (dataset) => {
    const { text, failed } = await client.call('describe_dataset', { dataset })

    expect(failed).toBe(true)
    expect(text).toContain('No dataset is named')
  })

  it('has tools that run SQL answered where SQL runs, and all else here', async () => {
    const asked: string[] = []
    const service = {
      fetch: async (request: Request) => {
        asked.push((await request.clone().json<{ params: { name: string } }>()).params.name)
        return clientOf(lakeOver()).endpoint(request)
      },
    }
    const split = clientOf(lakeOver(), {}, { sql: doorTo(service) })

    expect((await split.call('query', { sql: 'SELECT 40 + 2 AS n' })).text).toContain('42')
    expect((await split.call('find_datasets', {})).failed).toBe(false)
    expect(asked).toEqual(['query'])
  })

  it('says in a tool answer why a statement was ended', async () => {
    const ended = { code: 'too_slow', message: 'The statement takes longer than 5 seconds', advice: 'Ask for less.' }
    const service = {
      fetch: async () => Response.json({ error: ended }, { status: 422, headers: { [ENDED_HEADER]: ended.code } }),
    }
    const split = clientOf(lakeOver(), {}, { sql: doorTo(service) })

    expect(await split.call('query', { sql: 'SELECT 1' })).toEqual({
      failed: true,
      text: 'The statement takes longer than 5 seconds. Ask for less.',
    })
  })
})
