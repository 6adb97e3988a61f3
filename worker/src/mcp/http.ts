import { createMcpHandler } from '@modelcontextprotocol/server'
import { type Budgets, clientOf, PERIOD_SECONDS } from '../budget'
import { bytesOf } from '../body'
import type { Lake } from '../query/ask'
import { mcpServer } from './server'
import type { Tool } from './tools'

/** SQL of 8 KB, escaped, and what the protocol puts around it. */
const MOST_BODY_BYTES = 65_536

/** Older clients may send several messages at once. */
const MOST_MESSAGES = 10

/** What the endpoint stands on. */
export interface Endpoint {
  lake: Lake
  budgets: Budgets
  queries: 'here' | 'browser'
  /** Names under which this server may be asked; `*.` at the beginning is any name below. */
  hosts: string[]
}

/** Names of one's own machine. */
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/**
 * `/mcp`: Streamable HTTP without sessions, for the revision of 2026-07-28 and older clients. Every request is answered
 * by a server of its own, so nothing of a client is left for the next.
 */
export function mcpEndpoint(endpoint: Endpoint): (request: Request) => Promise<Response> {
  const hosts = [...LOCAL_HOSTS, ...endpoint.hosts]
  return async (request) => {
    if (isForeign(request, hosts)) return foreign()
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
  const context = { lake: endpoint.lake, signal: request.signal, base: new URL(request.url).origin }
  const server = () => mcpServer(context, (tool) => whyNot(tool, endpoint, client, context.base))
  return createMcpHandler(server, { maxRequestBodySize: MOST_BODY_BYTES }).fetch(bounded)
}

const WAIT = `Wait ${PERIOD_SECONDS} seconds.`

/** Why a tool that runs SQL may not run now. */
async function whyNot(
  tool: Tool,
  { budgets, queries }: Endpoint,
  client: string,
  base: string,
): Promise<string | undefined> {
  if (!tool.asks) return undefined
  if (queries === 'browser')
    return `SQL is not answered by this server. A person can run it in a browser at ${base}/sql`
  if (!budgets.queries || (await budgets.queries.limit({ key: client })).success) return undefined
  return `Too many queries from your address. ${WAIT}`
}

/** A page elsewhere, or a name that was made to point here, is not who we answer. Programs send no Origin. */
function isForeign(request: Request, hosts: string[]): boolean {
  const origin = request.headers.get('origin')
  const names = [new URL(request.url).host, request.headers.get('host'), origin && hostOf(origin)]
  return names.some((name) => name !== null && name !== '' && !allowed(nameOf(name), hosts))
}

/** The host of an Origin; of one that has none, such as `null`, a name that is never allowed. */
function hostOf(origin: string): string {
  return /^https?:\/\/([^/]+)$/.exec(origin)?.[1] ?? '?'
}

function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}

function allowed(name: string, hosts: string[]): boolean {
  return hosts.some((host) => (host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host))
}

function foreign(): Response {
  return error(
    403,
    'foreign',
    'This Host or Origin is not answered at /mcp',
    'Operators name more in the setting MCP_HOSTS.',
  )
}

/** The request with a body that is not too long, nor too many messages. */
async function boundedRequest(request: Request): Promise<Request | Response> {
  if (!request.body) return request
  if (request.headers.get('content-encoding'))
    return error(415, 'unsupported_media_type', 'Cannot read a compressed body', 'Send it plain.')
  const bytes = await bytesOf(request, MOST_BODY_BYTES)
  if (!bytes)
    return error(413, 'body_too_long', `The body is longer than ${MOST_BODY_BYTES} bytes`, 'SQL may have 8,192 bytes.')
  const text = new TextDecoder().decode(bytes)
  if (messagesIn(text) > MOST_MESSAGES) {
    return error(400, 'too_many_messages', `More than ${MOST_MESSAGES} messages at once`, 'Send them one by one.')
  }
  return new Request(request, { body: text })
}

function messagesIn(text: string): number {
  if (!text.trimStart().startsWith('[')) return 1
  try {
    const messages: unknown = JSON.parse(text)
    return Array.isArray(messages) ? messages.length : 1
  } catch {
    return 1
  }
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
