import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { frontOf, proxiesIn } from '../tools/front.mjs'

describe('the server in front of the Worker', () => {
  let behind: Server
  let front: Server
  let reached: IncomingMessage[]
  let left: string[]

  const listening = (server: Server) =>
    new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
    })

  beforeEach(async () => {
    reached = []
    left = []
    behind = createServer((incoming, outgoing) => {
      reached.push(incoming)
      incoming.resume().on('end', () => outgoing.end('the Worker'))
    })
    front = frontOf(await listening(behind), '', (id) => left.push(id))
    await listening(front)
  })
  afterEach(() => {
    for (const server of [behind, front]) {
      server.closeAllConnections()
      server.close()
    }
  })

  /** Sends bytes as they are: `fetch` would tidy them. */
  function send(request: string, to = front): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect((to.address() as AddressInfo).port, '127.0.0.1')
      let answer = ''
      socket.on('data', (bytes) => (answer += String(bytes)))
      socket.on('close', () => resolve(answer))
      socket.write(request)
    })
  }

  const get = (path: string, headers = '') =>
    send(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}\r\n`)

  it('passes requests and answers on', async () => {
    const answer = await get('/api/datasets?q=a%20b', 'accept: text/csv\r\n')

    expect(answer).toContain('the Worker')
    expect(left).toEqual([])
    expect(reached[0]).toMatchObject({ url: '/api/datasets?q=a%20b', headers: { accept: 'text/csv', host: 'x' } })
  })

  it('answers clients that offer another protocol, without it', async () => {
    const offer = 'connection: Upgrade, HTTP2-Settings, close\r\nupgrade: h2c\r\nhttp2-settings: AAEAAEAAAAIAAAAB\r\n'
    const answer = await send(`POST /mcp HTTP/1.1\r\nhost: x\r\n${offer}content-length: 2\r\n\r\n{}`)

    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer).toContain('the Worker')
    expect(reached[0]?.headers).not.toHaveProperty('upgrade')
    expect(reached[0]?.headers).not.toHaveProperty('http2-settings')
  })

  it.each(['cf-connecting-ip', 'CF-Connecting-IP', 'cf-ipcountry', 'mf-original-url', 'x-datawarp-used'])(
    'lets no client say %s',
    async (name) => {
      await get('/', `${name}: 192.0.2.9\r\n`)

      const { 'cf-connecting-ip': client, ...headers } = reached[0]?.headers ?? {}
      expect(client).toBe('127.0.0.1')
      expect(Object.values(headers)).not.toContain('192.0.2.9')
    },
  )

  it.each([
    ['192.0.2.1', '127.0.0.1/32', '192.0.2.1'],
    ['203.0.113.5, 192.0.2.1', '127.0.0.1', '192.0.2.1'],
    ['203.0.113.5, 192.0.2.1', '127.0.0.1, 192.0.2.0/24', '203.0.113.5'],
    ['203.0.113.5, 192.0.2.1:5000', '127.0.0.0/8,192.0.2.0/24', '203.0.113.5'],
    ['[2001:db8::1]:443, ::ffff:192.0.2.1', '127.0.0.0/8,192.0.2.0/24', '2001:db8::1'],
    ['nonsense, 192.0.2.1', '127.0.0.0/8,192.0.2.0/24', '192.0.2.1'],
    ['192.0.2.1', '', '127.0.0.1'],
    ['192.0.2.1', '10.0.0.0/8', '127.0.0.1'],
    ['', '127.0.0.1', '127.0.0.1'],
  ])('takes "%s", where "%s" is trusted, for %s', async (forwarded, trusted, client) => {
    const trusting = frontOf((behind.address() as AddressInfo).port, trusted, () => {})
    await listening(trusting)
    await send(`GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-forwarded-for: ${forwarded}\r\n\r\n`, trusting)
    trusting.close()

    expect(reached[0]?.headers['cf-connecting-ip']).toBe(client)
  })

  it.each(['10.0.0.0/33', '10.0.0', 'example.org', '10.0.0.1/8/8', '2001:db8::/129', '10.0.0.1/x'])(
    'does not start when set to trust %s',
    (entry) => {
      expect(() => proxiesIn(`127.0.0.1,${entry}`)).toThrow(`TRUSTED_PROXIES: found "${entry}"`)
    },
  )

  it.each([
    '/cdn-cgi/explorer',
    '/cdn-cgi/explorer/api/r2?x=1',
    '/CDN-CGI/explorer',
    '/cdn%2dcgi/explorer',
    '/cdn%252dcgi/explorer',
    '//cdn-cgi/local/r2/s3',
    '/x/../cdn-cgi/explorer',
    '/x/%2e%2e/cdn-cgi/explorer',
    '/cdn-cgi',
    'http://x/cdn-cgi/explorer',
  ])('leads nowhere at %s', async (path) => {
    const answer = await get(path)

    expect(answer).toMatch(/^HTTP\/1.1 404 /)
    expect(reached).toEqual([])
  })

  it('closes requests that do not end', () => {
    expect(front.headersTimeout).toBeLessThanOrEqual(15_000)
    expect(front.requestTimeout).toBeLessThanOrEqual(15_000)
    expect(front.maxConnections).toBeGreaterThan(0)
  })

  it('ends the request to the Worker when its client leaves, and says which', async () => {
    behind.removeAllListeners('request')
    const closed = new Promise((resolve) => {
      behind.on('request', (_, outgoing) => {
        socket.destroy()
        outgoing.on('close', resolve)
      })
    })
    const socket = connect((front.address() as AddressInfo).port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')

    await closed
    await expect.poll(() => left).toEqual(['1'])
  })

  it('says that the Worker is starting while it does not answer', async () => {
    behind.closeAllConnections()
    await new Promise((resolve) => behind.close(resolve))

    expect(await get('/')).toMatch(/^HTTP\/1.1 503 [^]*retry-after: 5/)
  })
})
