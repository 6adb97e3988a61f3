import type { z } from '@hono/zod-openapi'
import { QueryRequest } from './contract'
import { bytesOf } from '../http/body'
import { quoted } from '../query/text'
import { invalidRequest, Refusal } from './error'

/** SQL of 8 KB, escaped in JSON, and some room. */
const MOST_BODY_BYTES = 32_768

/** The question in a body of JSON or of plain SQL. @throws Refusal when it is neither, or too long */
export async function queryBody(request: Request): Promise<z.infer<typeof QueryRequest>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (request.headers.get('content-encoding')) throw unsupported('a compressed body')
  if (type === 'application/json') return checked(jsonOf(await textOf(request)))
  if (type === 'application/sql' || type === 'text/plain')
    return checked({ ...asked(request), sql: await textOf(request) })
  throw unsupported(type ? quoted(type) : 'a body without a type')
}

/** With plain SQL in the body, the other values are in the address. */
function asked(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams)
}

function checked(value: unknown): z.infer<typeof QueryRequest> {
  const result = QueryRequest.safeParse(value)
  if (!result.success) throw invalidRequest(result.error.issues)
  return result.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'bad_request', 'The body is no JSON', 'Send {"sql": "SELECT ..."}.')
  }
}

async function textOf(request: Request): Promise<string> {
  try {
    const bytes = await bytesOf(request, MOST_BODY_BYTES)
    if (!bytes) throw tooLong()
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(400, 'bad_request', 'The body is not in UTF-8', 'Send text in UTF-8.')
  }
}

function tooLong(): Refusal {
  return new Refusal(
    413,
    'body_too_long',
    `The body is longer than ${MOST_BODY_BYTES} bytes`,
    'SQL may have 8,192 bytes.',
  )
}

function unsupported(what: string): Refusal {
  return new Refusal(
    415,
    'unsupported_media_type',
    `Cannot read ${what}`,
    'Send application/json with {"sql": ...}, or application/sql, not compressed.',
  )
}
