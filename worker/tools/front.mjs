import { createServer, request } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Times in milliseconds: a request that is not whole by then is closed, and what it holds is free again. */
const HEADERS_BY = 10_000
const REQUEST_BY = 15_000
const CHECKED_EVERY = 1_000
const MOST_CONNECTIONS = 2_000

/** What only a server in front of the Worker may say: Cloudflare's, wrangler's and ours. */
const RESERVED = /^(?:cf-|mf-|x-datawarp-)/

/**
 * What is between this server and its client alone. Some clients offer another protocol with every request, as Java's does:
 * the answer is HTTP/1.1, as if they had not.
 */
const BETWEEN = /^(?:connection|keep-alive|proxy-connection|upgrade|http2-settings)$/

/** Numbers requests, for whom it concerns that one has lost its reader. */
export const REQUEST_HEADER = 'x-datawarp-request'

/**
 * The server that clients reach, in front of wrangler's: says which address a request comes from, and ignores what the request
 * claims, closes requests that do not end, and leads to nothing that is wrangler's own.
 *
 * @param to port of the Worker on this machine
 * @param trusted proxies, by address or block, whose forwarded addresses are believed
 * @param left hears of each request whose client leaves before its answer, by the number in its REQUEST_HEADER; wrangler
 *   does not pass that on
 */
export function frontOf(to, trusted, left) {
  const proxies = proxiesIn(trusted)
  let requests = 0
  const server = createServer(
    { headersTimeout: HEADERS_BY, requestTimeout: REQUEST_BY, connectionsCheckingInterval: CHECKED_EVERY },
    (incoming, outgoing) => {
      if (isReserved(incoming.url))
        return refuse(outgoing, 404, 'not_found', 'Nothing here', 'GET /docs says what there is.')
      const id = String(++requests)
      outgoing.on('close', () => outgoing.writableFinished || left(id))
      pass(incoming, outgoing, to, { 'cf-connecting-ip': clientOf(incoming, proxies), [REQUEST_HEADER]: id })
    },
  )
  server.maxConnections = MOST_CONNECTIONS
  return server
}

/** @throws Error that names the entry */
export function proxiesIn(setting) {
  const list = new BlockList()
  for (const entry of setting
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)) {
    const [address, bits, more] = entry.split('/')
    const family = isIP(address)
    const most = family === 4 ? 32 : 128
    if (!family || more !== undefined || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most))) {
      throw new Error(
        `TRUSTED_PROXIES: found ${JSON.stringify(entry)}, expected addresses or blocks by comma, such as 10.0.0.0/8`,
      )
    }
    list.addSubnet(address, bits === undefined ? most : Number(bits), `ipv${family}`)
  }
  return list
}

/** wrangler's own addresses, which write to the local store; however they are escaped. */
function isReserved(url) {
  const path = decoded(decoded(url)).replaceAll('\\', '/').toLowerCase()
  return /(?:^|\/)cdn-cgi(?:\/|\?|#|;|$)/.test(path.split('?')[0])
}

function decoded(text) {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
}

/** The last address that no trusted proxy has: a client can write anything before it. */
function clientOf(incoming, proxies) {
  const chain = [...String(incoming.headers['x-forwarded-for'] ?? '').split(','), incoming.socket.remoteAddress ?? '']
  const addresses = chain.map(plainAddress)
  let at = addresses.length - 1
  while (at > 0 && isTrusted(addresses[at], proxies) && isIP(addresses[at - 1])) at--
  return addresses[at]
}

/** Without a port, brackets, or the prefix of an IPv4 address in IPv6. */
function plainAddress(text) {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  return bare.replace(/^::ffff:(?=\d+\.)/i, '')
}

function isTrusted(address, proxies) {
  const family = isIP(address)
  return family !== 0 && proxies.check(address, `ipv${family}`)
}

/** All headers of a message but some. */
function headersIn({ headers }, ...left) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !left.some((names) => names.test(name))))
}

function pass(incoming, outgoing, port, own) {
  const headers = { ...headersIn(incoming, BETWEEN, RESERVED), ...own }
  const to = { host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers }
  const sent = request(to, (answer) => {
    outgoing.writeHead(answer.statusCode, headersIn(answer, BETWEEN))
    answer.pipe(outgoing)
    answer.on('error', () => outgoing.destroy())
  })
  sent.on('error', () => {
    if (outgoing.headersSent) return outgoing.destroy()
    refuse(outgoing, 503, 'starting', 'The server is starting', 'Ask again in a few seconds.', { 'retry-after': 5 })
  })
  outgoing.on('close', () => sent.destroy())
  incoming.on('error', () => sent.destroy())
  incoming.pipe(sent)
}

function refuse(outgoing, status, code, message, advice, headers = {}) {
  outgoing.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers })
  outgoing.end(JSON.stringify({ error: { code, message, advice } }))
}
