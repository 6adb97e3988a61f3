import { createMcpHandler } from '@modelcontextprotocol/server'
import { type Budgets, clientOf, PERIOD_SECONDS } from '../http/budget'
import { bytesOf } from '../http/body'
import { originOf } from '../http/origin'
import type { Lake } from '../query/ask'
import { mcpServer } from './server'
import { AskError } from '../query/error'
import type { SqlDoor } from '../sql/door'
import { TOOLS } from './tools'

/** SQL of 8 KB, escaped, and what the protocol puts around it. */
const MOST_BODY_BYTES = 65_536

/** Older clients may send several messages at once. */
const MOST_MESSAGES = 10

/** What the endpoint works with. */
export interface Endpoint {
  lake: Lake
  /** Passes requests to where SQL runs; absent where SQL runs here. */
  sql?: SqlDoor | undefined
  budgets: Budgets
  queries: 'here' | 'browser'
  /** Names under which this server may be asked; `*.` at the beginning is any name below. */
  hosts: string[]
  /** Where readers find this server, such as `https://data.example.org`. */
  publicUrl?: string | undefined
}

/** Names of one's own machine. */
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/**
 * `/mcp`: Streamable HTTP without sessions, for the revision of 2026-07-28 and older clients. Every request is answered
 * by a new server, so that no state of one client reaches the next.
 */
export function mcpEndpoint(endpoint: Endpoint): (request: Request) => Promise<Response> {
  return async (request) => {
    if (isForeign(request, endpoint)) return foreign()
    if (request.method === 'OPTIONS') return sharedWith(request, new Response(null, { status: 204 }))
    return sharedWith(request, await answer(endpoint, request))
  }
}

async function answer(endpoint: Endpoint, request: Request): Promise<Response> {
  const client = clientOf(request.headers.get('cf-connecting-ip') ?? undefined)
  const { metadata } = endpoint.budgets
  if (metadata && !(await metadata.limit({ key: client })).success) {
    return error(429, 'rate_limited', 'Too many requests from your address', WAIT, {
      'retry-after': String(PERIOD_SECONDS),
    })
  }
  const bounded = await boundedRequest(request)
  if (bounded instanceof Response) return bounded
  if (!endpoint.sql || endpoint.queries !== 'here' || !bounded.asks) return answerHere(endpoint, bounded.request)
  const kept = bounded.request.clone()
  try {
    return await endpoint.sql.answer(bounded.request, client)
  } catch (failure) {
    if (!(failure instanceof AskError)) throw failure
    return answerHere(endpoint, kept, `${failure.message}. ${failure.advice}`)
  }
}

const WAIT = `Wait ${PERIOD_SECONDS} seconds.`

/** @param unanswered why no tool that runs SQL has an answer, if so */
function answerHere(endpoint: Endpoint, request: Request, unanswered?: string): Promise<Response> {
  const base = originOf(request, endpoint.publicUrl)
  const inBrowser = `SQL is not answered by this server. A person can run it in a browser at ${base}/sql`
  const reason = endpoint.queries === 'browser' ? inBrowser : unanswered
  const context = { lake: endpoint.lake, unasked: reason, signal: request.signal, base }
  return createMcpHandler(() => mcpServer(context), { maxRequestBodySize: MOST_BODY_BYTES }).fetch(request)
}

/**
 * A page elsewhere, or a name that was made to point here, is not who we answer. Programs send no Origin. A name of
 * `workers.dev` always leads to Cloudflare, but is one of many there: only its own page may ask.
 */
function isForeign(request: Request, { hosts, publicUrl }: Endpoint): boolean {
  const { host } = new URL(request.url)
  const sent = request.headers.get('host') || host
  const names = [...LOCAL_HOSTS, ...hosts]
  const known = publicUrl ? [...names, nameOf(new URL(publicUrl).host)] : names
  const reached = [...known, '*.workers.dev']
  if (!isNamed(host, reached) || !isNamed(sent, reached)) return true
  const origin = request.headers.get('origin')?.toLowerCase()
  if (!origin || origin === publicUrl) return false
  return hostOf(origin) !== sent.toLowerCase() && !isNamed(hostOf(origin), names)
}

/** The host of an Origin; of one that has none, such as `null`, a name that is never allowed. */
function hostOf(origin: string): string {
  return /^https?:\/\/([^/]+)$/.exec(origin)?.[1] ?? '?'
}

function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}

function isNamed(host: string, names: string[]): boolean {
  const name = nameOf(host)
  return names.some((each) => (each.startsWith('*.') ? name.endsWith(each.slice(1)) : name === each))
}

function foreign(): Response {
  return error(
    403,
    'foreign',
    'This Host or Origin is not answered at /mcp',
    'Operators set the public address as PUBLIC_URL, and more names as MCP_HOSTS.',
  )
}

/** @property asks whether a tool that runs SQL is called */
interface BoundedRequest {
  request: Request
  asks: boolean
}

/** The request with a body that is not too long, nor too many messages. */
async function boundedRequest(request: Request): Promise<BoundedRequest | Response> {
  if (!request.body) return { request, asks: false }
  if (request.headers.get('content-encoding'))
    return error(415, 'unsupported_media_type', 'Cannot read a compressed body', 'Send it plain.')
  const bytes = await bytesOf(request, MOST_BODY_BYTES)
  if (!bytes)
    return error(413, 'body_too_long', `The body is longer than ${MOST_BODY_BYTES} bytes`, 'SQL may have 8,192 bytes.')
  const text = new TextDecoder().decode(bytes)
  const messages = messagesIn(text)
  if (messages.length > MOST_MESSAGES) {
    return error(400, 'too_many_messages', `More than ${MOST_MESSAGES} messages at once`, 'Send them one by one.')
  }
  return { request: new Request(request, { body: text }), asks: messages.some(asksSql) }
}

/** The messages of a body; none when it is not JSON, which the protocol refuses. */
function messagesIn(text: string): unknown[] {
  try {
    const messages: unknown = JSON.parse(text)
    return Array.isArray(messages) ? messages : [messages]
  } catch {
    return []
  }
}

function asksSql(message: unknown): boolean {
  const { params } = (message ?? {}) as { params?: { name?: unknown } }
  return TOOLS.some((tool) => tool.sql !== 'never' && tool.name === params?.name)
}

/** Lets a page that may ask read the answer. */
function sharedWith(request: Request, response: Response): Response {
  const origin = request.headers.get('origin')
  if (!origin) return response
  const shared = new Response(response.body, response)
  shared.headers.set('access-control-allow-origin', origin)
  shared.headers.set('vary', 'origin')
  shared.headers.set('access-control-allow-methods', 'POST, OPTIONS')
  shared.headers.set(
    'access-control-allow-headers',
    'accept, content-type, mcp-method, mcp-name, mcp-protocol-version, mcp-session-id',
  )
  return shared
}

function error(
  status: number,
  code: string,
  message: string,
  advice: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error: { code, message, advice } }, { status, headers })
}
