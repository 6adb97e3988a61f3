import type { Budgets } from '../../src/http/budget'
import type { Catalog } from '../../src/catalog/catalog'
import { type Endpoint, mcpEndpoint } from '../../src/mcp/http'
import type { Lake } from '../../src/query/ask'
import { lakeOver } from '../lake'

/** A lake with one version of a catalogue. */
export function lakeOf(catalog: Catalog): Lake {
  return { ...lakeOver(), catalogs: { latest: async () => catalog, version: async () => catalog } }
}

export interface Result {
  content: { type: string; text: string }[]
  isError?: boolean
  tools?: { name: string; description: string; inputSchema: unknown }[]
  protocolVersion?: string
  instructions?: string
}

export interface Message {
  result?: Result
  error?: { code: number; message: string }
}

const URL_OF_ENDPOINT = 'http://localhost:8787/mcp'

/** A client of an older revision, as most are: it sends one message a request. */
export function clientOf(lake: Lake, budgets: Budgets = {}, named: Partial<Endpoint> = {}) {
  const endpoint = mcpEndpoint({ lake, budgets, queries: 'here', hosts: [], ...named })
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}, url = URL_OF_ENDPOINT) =>
    endpoint(
      new Request(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      }),
    )
  return {
    endpoint,
    post,
    async send(method: string, params: object = {}, headers: Record<string, string> = {}): Promise<Message> {
      const response = await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }), headers)
      return messageIn(await response.text())
    },
    async call(name: string, args: unknown): Promise<{ text: string; failed: boolean }> {
      const { result, error } = await this.send('tools/call', { name, arguments: args })
      return { text: result?.content[0]?.text ?? error?.message ?? '', failed: Boolean(error ?? result?.isError) }
    },
  }
}

/** The message of an answer, which is JSON, or one event of a stream. */
export function messageIn(text: string): Message {
  const data = /^data: (.*)$/m.exec(text)?.[1]
  return JSON.parse(data ?? text) as Message
}
