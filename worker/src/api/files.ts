import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ByteRange, ObjectHead, ObjectStore } from '../catalog/store'
import { BINARY, refusals, routes } from './app'
import { quoted } from '../query/text'
import { Refusal } from './error'
import { has } from './version'

/** A dataset's or part's name, as the sink makes it; stores fail on names that are too long for them. */
const NAME = '(?=[a-z0-9_]{1,80}[^a-z0-9_])[a-z][a-z0-9]*(?:_[a-z0-9]+)*'

/** A version, or where in the log a part ends. */
const NUMBER = '[0-9]{1,18}'

/** Objects that never change: their name is their content, or their version. */
const FIXED = new RegExp(`^datasets/(?:(${NAME})/\\1-${NUMBER}-[0-9a-f]{8}\\.parquet|catalog/${NUMBER}\\.parquet)$`)

/** Objects that are replaced. */
const POINTER = new RegExp(`^datasets/(?:${NAME}\\.(?:parquet|json)|changes/${NUMBER}\\.json)$`)

const TYPES: Record<string, string> = { parquet: 'application/vnd.apache.parquet', json: 'application/json' }

const route = createRoute({
  method: 'get',
  path: '/files/{key}',
  summary: 'Read a published file, or a range of it',
  description:
    'Keys are in the descriptions of datasets and in datasets/catalog.parquet; they contain slashes. Parts and numbered ' +
    'catalogues never change. HEAD returns the size.',
  tags: ['Files'],
  request: {
    params: z.object({ key: z.string().openapi({ example: 'datasets/catalog.parquet' }) }),
    headers: z.object({ range: z.string().optional().openapi({ description: 'One range', example: 'bytes=-8' }) }),
  },
  responses: {
    200: { description: 'The file', content: { 'application/vnd.apache.parquet': BINARY, 'application/json': BINARY } },
    206: { description: 'The range', content: { 'application/vnd.apache.parquet': BINARY } },
    304: { description: 'The file is still that of If-None-Match' },
    ...refusals(404, 416, 429, 503),
  },
})

/**
 * `GET /files/...`: the objects that the sink published, and nothing else of the bucket. An engine in a browser asks
 * for ranges, and by HEAD with a range whether it may.
 */
export function files(store: ObjectStore) {
  const api = routes()
  api.openAPIRegistry.registerPath(route)
  return api.on(['GET', 'HEAD'], '/files/*', async (c) => {
    const key = keyOf(c)
    const range = rangeOf(c.req.header('range'))
    const tag = c.req.header('if-none-match') ?? c.req.header('if-range')
    if (c.req.method !== 'HEAD' && !tag) return opened(c, store, key, range)

    const head = await store.head(key)
    if (head === 'missing') throw missing(key)
    describeFile(c, key, head)
    if (has(c.req.header('if-none-match'), tagOf(head))) return c.body(null, 304)
    const same = !c.req.header('if-range') || c.req.header('if-range') === tagOf(head)
    if (c.req.method !== 'HEAD') return opened(c, store, key, same ? range : undefined)
    return answer(c, head, spanOf(range, head.size), same && range !== undefined, null)
  })
}

async function opened(c: Context, store: ObjectStore, key: string, range: ByteRange | undefined): Promise<Response> {
  const object = await store.open(key, range)
  if (object !== 'missing') {
    describeFile(c, key, object)
    return answer(c, object, object, range !== undefined, object.body)
  }
  const head = await store.head(key)
  throw head === 'missing' ? missing(key) : noSuchRange(head.size)
}

/** The key that a path asks for, if the sink could have published it. */
function keyOf(c: Context): string {
  const key = c.req.path.slice('/files/'.length)
  if (FIXED.test(key) || POINTER.test(key)) return key
  throw missing(key)
}

function missing(key: string): Refusal {
  return new Refusal(
    404,
    'unknown_file',
    `No file ${quoted(key)} is published`,
    'GET /api/datasets/{dataset} names the files of a dataset. Parts that a dataset no longer has go after a day.',
  )
}

function describeFile(c: Context, key: string, head: ObjectHead): void {
  c.header('etag', tagOf(head))
  c.header('accept-ranges', 'bytes')
  c.header('content-type', TYPES[key.slice(key.lastIndexOf('.') + 1)] ?? 'application/octet-stream')
  // A proxy that compresses would make the ranges lie.
  const fresh = FIXED.test(key) ? 'max-age=31536000, immutable' : 'max-age=3, must-revalidate'
  c.header('cache-control', `public, ${fresh}, no-transform`)
}

function tagOf(head: ObjectHead): string {
  return `"${head.etag.replace(/^W\//, '').replaceAll('"', '')}"`
}

interface Span {
  offset: number
  length: number
}

function answer(c: Context, head: ObjectHead, span: Span, partial: boolean, body: ReadableStream | null): Response {
  c.header('content-length', String(span.length))
  if (partial) c.header('content-range', `bytes ${span.offset}-${span.offset + span.length - 1}/${head.size}`)
  return new Response(body, { status: partial ? 206 : 200, headers: c.res.headers })
}

/**
 * The range that is asked for; absent when the whole is.
 *
 * @throws Refusal when there are several: their answer could be many times the file
 */
function rangeOf(header: string | undefined): ByteRange | undefined {
  if (!header) return undefined
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.replaceAll(' ', '')) ?? []
  if (!from && !to) throw noSuchRange()
  if (!from) return { suffix: Number(to) }
  if (!to) return { offset: Number(from) }
  if (Number(to) < Number(from)) throw noSuchRange()
  return { offset: Number(from), length: Number(to) - Number(from) + 1 }
}

/** Which bytes of an object of this size a range means. */
function spanOf(range: ByteRange | undefined, size: number): Span {
  if (!range) return { offset: 0, length: size }
  const offset = 'suffix' in range ? Math.max(0, size - range.suffix) : range.offset
  const length = Math.min(size - offset, 'suffix' in range ? range.suffix : (range.length ?? size))
  if (length <= 0) throw noSuchRange(size)
  return { offset, length }
}

function noSuchRange(size?: number): Refusal {
  const message = size === undefined ? 'expected one range, such as bytes=0-1023' : `the file has ${size} bytes`
  const headers: Record<string, string> = size === undefined ? {} : { 'content-range': `bytes */${size}` }
  return new Refusal(
    416,
    'no_such_range',
    `Cannot answer that range: ${message}`,
    'HEAD returns the size.',
    {},
    headers,
  )
}
